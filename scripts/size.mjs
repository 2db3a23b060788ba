// Size budgets of what a shopper's phone downloads, in kB (1000 bytes) after `gzip -9`: guards against accidents, no targets.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LANGUAGE_CODES } from '../packages/contract/dist/languages.js';
import { ROOT } from './lib/run.mjs';

const BUDGETS = [
  // The first form in Lit was to have 30. The marks of all seven networks, drawn without a font, are 1.3 of what came since: shoppers look for their own before they type.
  // Half a kB tells a dark page by its ink: on many nothing else does, and nothing could be read.
  // Half a one is the head above the bank's page, half a one the tokens and what stands where saved cards will be.
  // One tells readers of what changes without a sound, in the language of that moment, and answers “Check again”.
  // A quarter of one is for old browsers: styles and scripts lowered to them, and a word where one is too old.
  // A tenth of one finds a payment again whose page was signed another session.
  // Three quarters of one hand everything over to a frame of the card server's, where the shop has the form there.
  // The rest are fixes of a few bytes each, the latest of which keep a removed form still, and a tenth of one of room.
  { file: 'packages/widget/dist/card-form.js', kB: 36.4, what: 'card form, everything included' },
  // In the shop's page, only where the form is in a frame; the other one is the frame's own, beside the form.
  // A twentieth of one stops listening without an AbortSignal, and closes the frame's port.
  { file: 'packages/widget/dist/parts/framed.js', kB: 1.85, what: 'the frame with the form, on the page' },
  { file: 'packages/widget/dist/frame.js', kB: 2.3, what: 'the form in the frame' },
  // The reader that follows a bank's script to its form is 7 of them.
  { file: 'packages/widget/dist/challenge-page.js', kB: 11.5, what: 'challenge page' },
  { file: 'packages/widget/dist/parts/sanitized.js', kB: 12.5, what: 'DOMPurify, for pages with unusual markup' },
  { file: 'packages/widget/dist/return-page.js', kB: 2, what: 'return page' },
  // What is true about money is said in whole sentences, and letters of most Indian scripts are three bytes each: 1.6 in Malayalam. The rest is room.
  ...LANGUAGE_CODES.filter((lang) => lang !== 'en').map((lang) => ({
    file: `packages/widget/dist/lang/${lang}.js`,
    kB: 1.8,
    what: 'language',
  })),
];

let over = 0;
for (const { file, kB, what } of BUDGETS) {
  const gzipped = gzipSync(readFileSync(join(ROOT, file)), { level: 9 }).length / 1000;
  const ok = gzipped <= kB;
  if (!ok) over += 1;
  console.log(`${ok ? 'ok  ' : 'OVER'}  ${gzipped.toFixed(2).padStart(6)} of ${kB} kB  ${what} (${file})`);
}
process.exit(over === 0 ? 0 : 1);
