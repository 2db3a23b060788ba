// Pictures of every state a shopper may see: phone and desktop, in each mode. `npm run screenshots` writes them to screenshots/.
import journeys from './playwright.config.ts';
import { defineConfig, type Project } from '@playwright/test';

const [chromium] = journeys.projects ?? [];
const SIZES = {
  small: { width: 320, height: 640 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
};
const MODES = {
  light: { lang: 'en' },
  dark: { lang: 'en', colorScheme: 'dark' },
  forced: { lang: 'en', colorScheme: 'dark', contextOptions: { forcedColors: 'active' } },
  urdu: { lang: 'ur' },
  hindi: { lang: 'hi' },
  malayalam: { lang: 'ml' },
} as const;

const projects: Project[] = Object.entries(SIZES).flatMap(([size, viewport]) =>
  Object.entries(MODES).map(([mode, { lang, ...use }]) => ({
    name: `${size}-${mode}`,
    metadata: { lang },
    use: { ...chromium?.use, viewport, deviceScaleFactor: 1, ...use },
  })),
);

export default defineConfig({
  ...journeys,
  testDir: 'screenshots',
  outputDir: '../test-results/screenshots',
  globalTeardown: './screenshots/contact-sheet.ts',
  reporter: 'list',
  projects,
});
