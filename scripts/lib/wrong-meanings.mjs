// docs/translations/wrong-meanings.md shows how sentences about money went wrong, and how they read now: what it calls "is" has to be what the form says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks of direction are not seen in a table. */
const seen = (text) => text.replace(/[\u2066-\u2069]/g, '');

/** Sentences about rows that show another text than the form's; none where they agree. */
export function meaningFaults(root, texts) {
  const found = [];
  let lang = '';
  for (const line of readFileSync(join(root, 'docs/translations/wrong-meanings.md'), 'utf8').split('\n')) {
    lang = /^## .*\(`(\w+)`\)$/.exec(line)?.[1] ?? lang;
    const [, name, , , is] = /^\| `([\w.]+)` *\| (.*?) *\| (.*?) *\| (.*?) *\| (.*?) *\|$/.exec(line) ?? [];
    if (!name) continue;
    const key = name.includes('.') ? name : `form.${name}`;
    if (seen(texts[lang]?.[key] ?? '') !== seen(is))
      found.push(
        `${lang} ${key}: docs/translations/wrong-meanings.md shows it as “${is}”. It is now “${texts[lang]?.[key]}”: update it there, and what it means`,
      );
  }
  return found;
}
