// Custom properties by which a shop gives our pages its looks: which are taken, and how they are written.

export const PAGE_TOKEN_NAME = /^--eximpe-[a-z][a-z-]*$/;
/** It can't leave its declaration (no braces, no comments, quotes in pairs), nor load anything (no `url()`). */
export const PAGE_TOKEN_VALUE =
  /^(?!.*\b(?:url|image-set)\s*\()(?!.*\/\*)(?:[\w\s#%.,()+*/-]|'[\w\s-]*'|"[\w\s-]*")+$/i;

/** By name. */
export type PageTokens = Readonly<Record<string, string>>;

export const declarationsOf = (tokens: PageTokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');
