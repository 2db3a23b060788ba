// What is published, as Node and bundlers find it; needs the build.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'widget, as published', include: ['test/package.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
