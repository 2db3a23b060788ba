import { defineConfig } from 'vitest/config';

/** Every package brings its own project: node mode for logic and servers, a real browser for the widget. */
export default defineConfig({
  test: {
    // Half of the tests wait most of the time: for a process that was killed, a database, a package manager.
    maxWorkers: 3,
    projects: ['packages/*', 'docs/site', 'packages/*/vitest.*.config.ts', 'scripts'],
  },
});
