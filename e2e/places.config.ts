// `npm run screenshots places`: the small pictures of docs/translations/pictures, which show translators where each text appears.
import journeys from './playwright.config.ts';
import { defineConfig } from '@playwright/test';

const [chromium] = journeys.projects ?? [];

export default defineConfig({
  ...journeys,
  testDir: 'places',
  outputDir: '../test-results/places',
  reporter: 'list',
  projects: [
    {
      name: 'places',
      metadata: { lang: 'en' },
      use: { ...chromium?.use, viewport: { width: 360, height: 640 }, deviceScaleFactor: 1 },
    },
  ],
});
