import { defineConfig } from 'vitest/config';

/** Every package brings its own project: node mode for logic and servers, a real browser for the widget. */
export default defineConfig({
  test: { projects: ['packages/*', 'docs/site', 'packages/*/vitest.*.config.ts', 'scripts'] },
});
