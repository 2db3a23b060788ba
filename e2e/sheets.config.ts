// `npm run screenshots sheets`: docs/pictures, fifteen states of the form on one picture, of those in screenshots/.
import { defineConfig } from '@playwright/test';
import journeys from './playwright.config.ts';

const [chromium] = journeys.projects ?? [];

export default defineConfig({
  ...journeys,
  testDir: 'sheets',
  outputDir: '../test-results/sheets',
  reporter: 'list',
  projects: [{ name: 'sheets', metadata: { lang: 'en' }, use: { ...chromium?.use, deviceScaleFactor: 1 } }],
});
