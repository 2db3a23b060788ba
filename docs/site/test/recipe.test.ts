// The recipe on the page about testing is a test of this suite: it is written to a file beside the shop that it imports, and runs here.
import { readFileSync, writeFileSync } from 'node:fs';
import { codeBlocksOf } from '../lib/markdown.mjs';

const page = readFileSync(new URL('../pages/testing.md', import.meta.url), 'utf8');
const recipe = codeBlocksOf(page).find(({ code }) => code.includes("from 'vitest'"));
if (!recipe) throw new Error('The page about testing has no recipe for Vitest.');

const file = new URL('blocks/made-recipe.ts', import.meta.url);
writeFileSync(file, recipe.code.replace('./shop.js', './shop.ts'));
await import(file.href);
