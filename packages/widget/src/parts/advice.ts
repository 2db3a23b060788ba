// What is wrong with the attributes of a form, told to its developer. Loaded only when something is.
import { isAddress } from '../api/send.ts';
import { LANGUAGES } from '../i18n/languages.ts';

/** Attributes with a closed list of values; without one of them the first counts. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  challenge: ['auto', 'popup', 'iframe', 'redirect'],
  theme: ['auto', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  'render-root': ['shadow', 'light'],
  lang: LANGUAGES,
};

/** Over all forms of the page: each sentence is said once. */
const said = new Set<string>();

/** Each is watched once. */
const watched = new WeakSet<Element>();

export type Advise = typeof advise;

/** Says what is wrong, and how it gets right, in the console: now, and when attributes change. */
export default function advise(form: Element): void {
  say(form);
  if (watched.has(form)) return;
  watched.add(form);
  new MutationObserver(() => say(form)).observe(form, { attributes: true });
}

function say(form: Element): void {
  const attribute = (name: string): string => form.getAttribute(name) ?? '';
  const wrong = Object.entries(CHOICES)
    .filter(([name, values]) => attribute(name) && !values.includes(attribute(name).split('-')[0] ?? ''))
    .map(
      ([name, values]) =>
        `${name}="${attribute(name)}" is unknown, so ${values[0]} is used. It may be ${values.join(', ')}.`,
    );
  if (!attribute('checkout')) wrong.push('checkout is missing. Set it to your own reference of what is to be paid.');
  if (!isAddress(attribute('endpoint')))
    wrong.push('endpoint is missing or no address. Set it to where the server-kit is mounted, for example /eximpe.');
  for (const sentence of wrong) {
    if (said.has(sentence)) continue;
    said.add(sentence);
    // oxlint-disable-next-line no-console -- meant for the developer of the page, and nothing else reaches them
    console.warn(`<${form.localName}>: ${sentence}`);
  }
}
