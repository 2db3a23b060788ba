// Which of the promised browsers lack a feature, by MDN's data. `browserslist` in package.json is the promise.
import bcd from '@mdn/browser-compat-data/forLegacyNode';
import browserslist from 'browserslist';
import { ROOT } from '../lib/run.mjs';

export { bcd };

/** MDN's names of what browserslist calls so. Android's WebView has Chrome's versions, and is in no list of its own. */
const MDN_NAMES = {
  chrome: ['chrome', 'webview_android'],
  firefox: ['firefox'],
  safari: ['safari'],
  ios_saf: ['safari_ios'],
  samsung: ['samsunginternet_android'],
};

/** MDN's name → the oldest promised version. */
const OLDEST = {};
for (const entry of browserslist(undefined, { path: ROOT })) {
  const [name, version] = entry.split(' ');
  for (const mdn of MDN_NAMES[name]) OLDEST[mdn] = Math.min(OLDEST[mdn] ?? Infinity, parseFloat(version));
}

/** Under its own name, wholly, and still there: nothing less is support. */
const isWhole = ({ prefix, alternative_name, flags, partial_implementation, version_removed }) =>
  !prefix && !alternative_name && !flags && !partial_implementation && !version_removed;

/** A number, or infinity for what is not known or has not come yet. */
const versionOf = ({ version_added: version }) =>
  typeof version === 'string' ? parseFloat(version.replace('≤', '')) || Infinity : Infinity;

/** What MDN's data say of a node itself, besides what is below it. */
export const compatOf = (node) => node?.['__compat'];

/** Promised browsers that lack a feature, e.g. `safari 17, firefox never`; undefined when all have it. `feature` is a node of MDN's data. */
export function lackedBy(feature) {
  const support = compatOf(feature)?.support;
  if (!support) return 'unknown';
  const lacking = Object.entries(OLDEST).flatMap(([browser, oldest]) => {
    const versions = [support[browser] ?? []].flat().filter(isWhole).map(versionOf);
    const first = Math.min(...versions);
    return first <= oldest ? [] : [`${browser} ${first === Infinity ? 'never' : first}`];
  });
  return lacking.length > 0 ? lacking.join(', ') : undefined;
}

/** A use of something unknown, or of what a promised browser lacks. */
export const isLacking = ({ features }) => features.length === 0 || features.some(({ node }) => lackedBy(node));

/** A feature by its path in MDN's data, e.g. `api.URL.canParse_static`. @throws where there is none: the path is wrong */
export function featureAt(path) {
  const node = path.split('.').reduce((parent, key) => parent?.[key], bcd);
  if (!compatOf(node)) throw new Error(`MDN's data has no ${path}.`);
  return { path, node };
}
