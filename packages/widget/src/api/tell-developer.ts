// What only the answers of a server show about its set-up, told once in the console: nothing else reaches the developer of a page.

const told = new Set<string>();

/** Whoever has a session has its checkout; a console is read by collectors of errors, too. */
const SESSIONS = /\bey[A-Z][\w-]+\.[\w-]+\.[\w-]*/g;

function tell(words: string): void {
  const sentence = words.replace(SESSIONS, '…');
  if (told.has(sentence)) return;
  told.add(sentence);
  // oxlint-disable-next-line no-console -- see above
  console.warn(`<eximpe-card-form>: ${sentence}`);
}

/** Something else came where an answer of the server-kit was expected. */
export const tellOtherAnswer = (url: string, status: number): void =>
  tell(
    `${new URL(url, location.href).pathname} was answered (${status}), but not by the server-kit: a login, CSRF protection or a firewall ` +
      'stands in front of it, or it is not mounted there. Mount it before them.',
  );

/** Payments would be charged, and the bank's page be looked for where nobody is. */
export const tellMountElsewhere = (seen: string, believed: string): void =>
  tell(
    `the server-kit was found at ${seen}, and believes to be at ${believed}: the bank's page and the way back will be looked for there. ` +
      'Set its publicUrl (and mountPath) to the address that shoppers use.',
  );

/** By a login page, a trailing slash, or from http to https. */
export const tellRedirect = (url: string): void =>
  tell(
    `${url} was redirected, which is not followed: it would carry the card along. Let the server answer there itself. ` +
      '(A login in front of it? A slash added or taken away at the end, http made https, another host?)',
  );
