// Pictures of every state a shopper may see: phone and desktop, light and dark. `npm run screenshots` writes them to screenshots/.
import journeys from './playwright.config.ts';
import { defineConfig, type Project } from '@playwright/test';

const [chromium] = journeys.projects ?? [];
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

const projects: Project[] = Object.entries(SIZES).flatMap(([size, viewport]) =>
  (['light', 'dark'] as const).map((colorScheme) => ({
    name: `${size}-${colorScheme}`,
    use: { ...chromium?.use, viewport, colorScheme, deviceScaleFactor: 1 },
  })),
);

export default defineConfig({
  ...journeys,
  testDir: 'screenshots',
  outputDir: '../test-results/screenshots',
  reporter: 'list',
  projects,
});
