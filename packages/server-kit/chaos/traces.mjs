// Looks for card data where none may be: numbers and security codes that shoppers typed.
import { closeSync, openSync, readSync } from 'node:fs';
import { CARDS, SECURITY_CODES } from './cards.mjs';

const NUMBERS = new Set(CARDS.map(({ number }) => number));
const DIGITS = /\d{15,16}/g;
const CODES = new RegExp(`(?<![\\w.:+/=-])(?:${Object.values(SECURITY_CODES).join('|')})(?![\\w.:+/=-])`);
const CHUNK = 4 * 1024 * 1024;
/** So much of a chunk is looked at once more with the next one. */
const OVERLAP = 64;
const AROUND = 60;

/** Masked excerpts, at most a few. */
export function tracesIn(text, where) {
  const found = [];
  for (const match of text.matchAll(DIGITS)) {
    if (NUMBERS.has(match[0])) found.push(excerpt(text, match.index, match[0], where));
    if (found.length > 2) break;
  }
  const code = CODES.exec(text);
  if (code) found.push(excerpt(text, code.index, code[0], where));
  return found;
}

function excerpt(text, index, trace, where) {
  const around = text
    .slice(Math.max(0, index - AROUND), index + AROUND)
    .replaceAll(trace, `<${trace.length} digits of a card>`);
  return `${where}: …${around.replaceAll(/\s+/g, ' ')}…`;
}

/** The same for a file of any size. */
export function tracesInFile(file, where) {
  const handle = openSync(file, 'r');
  const buffer = Buffer.alloc(CHUNK);
  const found = [];
  try {
    for (let offset = 0, tail = ''; found.length < 3;) {
      const length = readSync(handle, buffer, 0, CHUNK, offset);
      if (length === 0) break;
      offset += length;
      const text = tail + buffer.toString('latin1', 0, length);
      found.push(...tracesIn(text, where));
      tail = text.slice(-OVERLAP);
    }
  } finally {
    closeSync(handle);
  }
  return found;
}
