// Custom properties by which a shop gives our pages its looks: which are taken, and how they are written.

export const PAGE_TOKEN_NAME = /^--eximpe-[a-z][a-z-]*$/;
/** It can't leave its declaration (no braces, no comments, quotes in pairs), nor load anything (no `url()`). */
export const PAGE_TOKEN_VALUE =
  /^(?!.*\b(?:url|image-set)\s*\()(?!.*\/\*)(?:[\w\s#%.,()+*/-]|'[\w\s-]*'|"[\w\s-]*")+$/i;

/** By name. */
export type PageTokens = Readonly<Record<string, string>>;

/** Style for a page that is light or dark as the system is. `light-dark()` is taken apart: Chrome before 123 and Safari before 17.5 do not know it. */
export function rulesOf(tokens: PageTokens): string {
  const ruleOf = (side: 0 | 1, names: readonly string[]): string =>
    `:root { ${names.map((name) => `${name}: ${sideOf(tokens[name] ?? '', side)};`).join(' ')} }`;
  const names = Object.keys(tokens);
  const twofold = names.filter((name) => sideOf(tokens[name] ?? '', 0) !== tokens[name]);
  if (names.length === 0) return '';
  return twofold.length === 0
    ? ruleOf(0, names)
    : `${ruleOf(0, names)} @media (prefers-color-scheme: dark) { ${ruleOf(1, twofold)} }`;
}

/** Colours have brackets in brackets at most: `rgb(0 0 0 / calc(1 - 0.2))`. */
const LIGHT_DARK = /light-dark\(((?:[^(),]|\((?:[^()]|\([^()]*\))*\))+),((?:[^(),]|\((?:[^()]|\([^()]*\))*\))+)\)/gi;
const sideOf = (value: string, side: 0 | 1): string =>
  value.replace(LIGHT_DARK, (_, light: string, dark: string) => (side === 0 ? light : dark).trim());
