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
    `the server-kit was found at ${seen}, but is configured for ${believed}: the bank's page and the return page will be looked for there. ` +
      'Set its publicUrl (and mountPath) to the address that shoppers use.',
  );

/** Causes: a login page, a trailing slash, or a move from http to https. */
export const tellRedirect = (url: string): void =>
  tell(
    `${url} was redirected, which the form doesn't follow: it would carry the card along. Let the server answer there itself. ` +
      '(Is a login in front of it? Did it add or remove a trailing slash, or change http to https, or the host?)',
  );
