// Judges what a program uses: everything must be in the promised browsers, or be allowed with a reason.
import { readFileSync } from 'node:fs';
import { usedApis } from './apis.mjs';
import { usedMarkup } from './markup.mjs';
import { lackedBy } from './minimum.mjs';
import { usedStyles } from './styles.mjs';
import { usedSyntax } from './syntax.mjs';
import { textsOf } from './texts.mjs';

/** What stands against a use: `{ feature, why }`. What MDN does not know may be anything. */
function objections({ name, features }) {
  if (features.length === 0) return [{ feature: name, why: 'not in MDN’s data' }];
  return features.flatMap(({ path, node }) => {
    const lacking = lackedBy(node);
    return lacking ? [{ feature: path, why: `${path}: ${lacking}` }] : [];
  });
}

/**
 * All uses in files, given by absolute paths: `{ name, features, file, place }`.
 *
 * @param sources TypeScript, with all that it imports
 * @param scripts JavaScript as it is served, with styles and HTML in its strings
 * @param sheets CSS as it is served
 * @param pages TypeScript that writes HTML with styles
 */
export function usesOf({ sources, scripts = [], sheets = [], pages = [] }) {
  const uses = usedApis([...sources, ...scripts]);
  const read = (file) => readFileSync(file, 'utf8');
  const add = (file, found) =>
    uses.push(...found.map((use) => ({ ...use, file, place: [file, use.text].filter(Boolean).join(': ') })));
  for (const file of scripts) add(file, usedSyntax(read(file)));
  for (const file of sheets) add(file, usedStyles(read(file)));
  for (const file of [...scripts, ...pages]) {
    const { styles, markup } = textsOf(read(file), file);
    add(file, styles.flatMap(usedStyles));
    add(file, markup.flatMap(usedMarkup));
  }
  return uses;
}

/** `problems`: each with the places where it is; `idle`: rows of `allowed` that nothing needs any more. */
export function judge(uses, allowed) {
  const needed = new Set();
  const problems = new Map();
  for (const use of uses) {
    const open = objections(use).filter(({ feature }) => {
      const row = allowed.find(
        (each) => [feature, use.name].includes(each.feature) && each.files.some((part) => use.file.includes(part)),
      );
      if (row) needed.add(row);
      return !row;
    });
    if (open.length === 0) continue;
    const problem = `${use.name} — ${open.map(({ why }) => why).join('; ')}`;
    problems.set(problem, [...(problems.get(problem) ?? []), use.place]);
  }
  return {
    problems: [...problems].map(([problem, places]) => ({ problem, places })),
    idle: allowed.filter((row) => !needed.has(row)),
  };
}
