// The form in the unit tests of shops, with the DOMs that these use. What is built is tested, as shops have it; an error that nobody catches fails the run.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'widget, in shops’ tests',
    include: ['test/shops/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
