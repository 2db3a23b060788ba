// Screenshots of the built documentation and its playground: phone and desktop, light and dark. `npm run screenshots site` writes them to screenshots/site/.
import journeys from './playwright.config.ts';
import { defineConfig } from '@playwright/test';

const [chromium] = journeys.projects ?? [];

export default defineConfig({
  ...journeys,
  testDir: 'site',
  outputDir: '../test-results/site',
  reporter: 'list',
  projects: [{ name: 'chromium', use: { ...chromium?.use, deviceScaleFactor: 1 } }],
});
