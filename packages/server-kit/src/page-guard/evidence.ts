// The doctor's document for an assessor: the inventory and what was found, in Markdown.
import type { HeaderRow, ScriptRow } from './compare.ts';

export function evidenceOf(
  page: string,
  at: Date,
  scripts: readonly ScriptRow[],
  headers: readonly HeaderRow[],
): string {
  const wrong = [
    ...scripts.map(({ script, wrong: says }) => says && `${script} ${says}`),
    ...headers.map(({ header, wrong: says }) => says && `${header} ${says}`),
  ].filter((line) => line !== null);
  return [
    `# Payment page ${page}`,
    `PCI DSS 4.0.1, 6.4.3 and 11.6.1. Checked at ${at.toISOString()}.`,
    table(
      ['script', 'why it is there', 'hash of what was found', 'enforced by', 'finding'],
      scripts.map(({ script, why, integrity, held, wrong: says }) => [
        script,
        why,
        integrity,
        held,
        says ?? 'as listed',
      ]),
    ),
    table(
      ['header', 'expected', 'found', 'finding'],
      headers.map(({ header, expected, seen, wrong: says }) => [
        header,
        expected ?? '',
        seen ?? '',
        says ?? 'as listed',
      ]),
    ),
    wrong.length === 0
      ? 'Everything matches the inventory.'
      : [`Different from the inventory: ${wrong.length}`, '', ...wrong.map((line) => `- ${line}`)].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(inCell).join(' | ')} |`).join('\n');

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
