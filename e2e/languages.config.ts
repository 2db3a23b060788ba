// `npm run screenshots languages`: docs/translations/pictures/languages, the five states that matter most in each language, on a small phone.
import { LANGUAGE_CODES } from '@eximpe/contract/languages';
import { defineConfig, type Project } from '@playwright/test';
import journeys from './playwright.config.ts';

const [chromium] = journeys.projects ?? [];
const languages = process.env['SCREENSHOT_LANGUAGES']?.split(',') ?? LANGUAGE_CODES;

export default defineConfig({
  ...journeys,
  testDir: 'languages',
  outputDir: '../test-results/languages',
  reporter: 'list',
  projects: languages.map((lang): Project => ({
    name: lang,
    metadata: { lang },
    use: { ...chromium?.use, viewport: { width: 320, height: 640 }, deviceScaleFactor: 1 },
  })),
});
