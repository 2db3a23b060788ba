// Orca reads the form in Firefox on a desktop without a screen. It has a script of its own, see docs/accessibility.md.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'orca',
  outputDir: '../test-results/orca',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  // Orca queries the browser for everything it says; on a slow machine it is seconds behind.
  expect: { timeout: 30_000 },
  reporter: [['list']],
});
