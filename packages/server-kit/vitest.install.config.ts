// What is published, as merchants install it; needs the build, and the registry for what the packages depend on.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'as installed',
    include: ['test/installed/*.test.ts'],
    // Package managers, compilers and bundlers at work, on a machine that may be small and busy.
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
