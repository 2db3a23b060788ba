// The custom properties with which a shop styles our pages: which are accepted, and how they are written.

export const PAGE_TOKEN_NAME = /^--eximpe-[a-z][a-z-]*$/;
/** A value can't leave its declaration (no braces, no comments, quotes in pairs), and can't load anything (no `url()`). */
export const PAGE_TOKEN_VALUE =
  /^(?!.*\b(?:url|image-set)\s*\()(?!.*\/\*)(?:[\w\s#%.,()+*/-]|'[\w\s-]*'|"[\w\s-]*")+$/i;

/** Values by token name. */
export type PageTokens = Readonly<Record<string, string>>;

/** Styles for a page that is light or dark as the system is. Splits `light-dark()`, because Chrome before 123 and Safari before 17.5 do not know it. */
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

/** Colours have at most two levels of nested brackets: `rgb(0 0 0 / calc(1 - 0.2))`. */
const LIGHT_DARK = /light-dark\(((?:[^(),]|\((?:[^()]|\([^()]*\))*\))+),((?:[^(),]|\((?:[^()]|\([^()]*\))*\))+)\)/gi;
const sideOf = (value: string, side: 0 | 1): string =>
  value.replace(LIGHT_DARK, (_, light: string, dark: string) => (side === 0 ? light : dark).trim());
