import { defineConfig } from '@playwright/test';

// Playwright's own Chromium (`npx playwright install chromium`), or the one that CHROMIUM_PATH names.
const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: 'test',
  testMatch: '*.spec.js',
  use: { locale: 'en-IN', launchOptions: { executablePath, args: executablePath ? ['--no-sandbox'] : [] } },
});
