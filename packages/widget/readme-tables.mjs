// Writes the tables of README.md from the built custom-elements.json; with `--check` it only says whether they are as they should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { declarationIn, methodsOf, propertiesOf } from './public-face.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const declaration = declarationIn(JSON.parse(readFileSync(here('dist/custom-elements.json'), 'utf8')));

const code = (text) => `\`${text}\``;
const row = ({ name, description }) => [code(name), description];

/** By the name in `<!-- table: name -->`. The first row is the head. */
const TABLES = {
  attributes: [['attribute', ''], ...declaration.attributes.map(row)],
  properties: [['property', ''], ...propertiesOf(declaration).map(row)],
  methods: [['method', ''], ...methodsOf(declaration).map(({ name, description }) => [code(`${name}()`), description])],
  events: [['event', ''], ...declaration.events.map(row)],
  slots: [['slot', ''], ...declaration.slots.map(row)],
  parts: [['part', ''], ...declaration.cssParts.map(row)],
  'custom properties': [
    ['property', 'default', ''],
    ...declaration.cssProperties.map((each) => [code(each.name), each.default, each.description]),
  ],
};

/** Columns as wide as their widest cell, as the formatter wants them. */
function table([head, ...rows]) {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const before = readFileSync(here('README.md'), 'utf8');
const after = before.replace(
  /(<!-- table: ([\w ]+) -->\n)[\s\S]*?(\n<!-- end -->)/g,
  (_, start, name, end) => `${start}\n${table(TABLES[name])}\n${end}`,
);
if (!process.argv.includes('--check')) writeFileSync(here('README.md'), after);
else if (after !== before)
  throw new Error("README.md doesn't match the JSDoc of the element: run `pnpm run docs` in packages/widget.");
