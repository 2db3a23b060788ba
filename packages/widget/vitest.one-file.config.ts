// The element's tests once more, with what the build made of it: what is tested is what is served. Needs the build.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import config from './vitest.config.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Those that go through a whole form. */
const include = readdirSync(here('src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `src/${file}`)
  .filter((file) => readFileSync(here(file), 'utf8').includes('test/scripted-form.ts'));

export default defineConfig({
  ...config,
  resolve: {
    ...config.resolve,
    alias: [{ find: /^.*\/form-under-test\.ts$/, replacement: here('test/built-form.ts') }],
  },
  test: { ...config.test, name: 'widget, one file', include },
});
