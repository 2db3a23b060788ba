import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'react, on a server', include: ['test/node/*.test.ts'], testTimeout: 60_000 },
});
