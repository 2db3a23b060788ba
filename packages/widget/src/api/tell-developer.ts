// Warns once in the console about set-up errors that only a server's answers show: the page's developer can't be reached in another way.

const told = new Set<string>();

/** Sessions are hidden: whoever has a session has its checkout, and error collectors read the console, too. */
const SESSIONS = /\bey[A-Z][\w-]+\.[\w-]+\.[\w-]*/g;

function tell(words: string): void {
  const sentence = words.replace(SESSIONS, '…');
  if (told.has(sentence)) return;
  told.add(sentence);
  // oxlint-disable-next-line no-console -- see above
  console.warn(`<eximpe-card-form>: ${sentence}`);
}

/** The form expected an answer of the server-kit, and something else came. */
export const tellOtherAnswer = (url: string, status: number): void =>
  tell(
    `${new URL(url, location.href).pathname} was answered (${status}), but not by the server-kit: a login, CSRF protection or a firewall ` +
      'stands in front of it, or it is not mounted there. Mount it before them.',
  );

/** Payments would be charged, and the form would then look for the bank's page at an address where no server-kit is. */
export const tellMountElsewhere = (seen: string, believed: string): void =>
  tell(
    `the server-kit was found at ${seen}, and believes to be at ${believed}: the bank's page and the way back will be looked for there. ` +
      'Set its publicUrl (and mountPath) to the address that shoppers use.',
  );

/** Causes: a login page, a trailing slash, or a move from http to https. */
export const tellRedirect = (url: string): void =>
  tell(
    `${url} was redirected, which is not followed: it would carry the card along. Let the server answer there itself. ` +
      '(A login in front of it? A slash added or taken away at the end, http made https, another host?)',
  );
