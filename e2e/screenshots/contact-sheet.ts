// All screenshots on one page, screenshots/index.html: a row for each state, a column for each size and mode.
import { readdir, writeFile } from 'node:fs/promises';

const FOLDER = new URL('../../screenshots/', import.meta.url);

const stateOf = (file: string): string => file.split('~')[0] ?? '';

export default async function contactSheet(): Promise<void> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.png'));
  files.sort();
  const states = new Set(files.map(stateOf));
  const figure = (file: string): string =>
    `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${file}</figcaption></figure>`;
  const row = (state: string): string =>
    `<h2>${state}</h2><div>${files
      .filter((file) => stateOf(file) === state)
      .map(figure)
      .join('')}</div>`;
  await writeFile(
    new URL('index.html', FOLDER),
    `<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>body{font:14px system-ui;background:#888}div{display:flex;gap:8px;overflow:auto;align-items:start}figure{margin:0}img{height:480px;display:block}</style>\n${[...states].map(row).join('\n')}\n`,
  );
}
