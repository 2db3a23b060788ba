// Reads the result of Vite's `import.meta.glob('…/lang/*.ts')`: one section of every language, and nothing of the other sections.
import type { Language } from '@eximpe/contract/languages';

/** `{ './lang/hi.ts': words }` becomes `{ hi: words }`. A test compares the files with the table of languages. */
export const byLanguage = <Words>(files: Readonly<Record<string, Words>>): Readonly<Record<Language, Words>> =>
  Object.fromEntries(Object.entries(files).map(([file, words]) => [file.replace(/^.*\/|\.ts$/g, ''), words])) as Record<
    Language,
    Words
  >;
