// Screenshots of every state that a shopper may see: phone and desktop, in each mode. `npm run screenshots` writes them to screenshots/.
// `SCREENSHOT_CHROMIUM=109` takes them in an old Chromium, only in English, since text rendering is not what differs.
import journeys from './playwright.config.ts';
import { defineConfig, type Project } from '@playwright/test';

const version = process.env['SCREENSHOT_CHROMIUM'];
const named = version ? `chromium-${version}` : 'chromium';
const chromium = journeys.projects?.find(({ name }) => name === named);
if (!chromium) throw new Error(`There is no ${named} here: npm run screenshots prepares it.`);
const SIZES = {
  small: { width: 320, height: 640 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
};
const MODES = {
  light: {},
  dark: { colorScheme: 'dark' },
  forced: { colorScheme: 'dark', contextOptions: { forcedColors: 'active' } },
} as const;
/** Languages besides English, in light mode: two scripts, the longest words, and both right-to-left ones. `SCREENSHOT_LANGUAGES=bn,te` selects others. */
const OTHERS = version ? [] : ['hi', 'ta', 'ml', 'ur', 'ar'];
const LANGUAGES = process.env['SCREENSHOT_LANGUAGES']?.split(',') ?? OTHERS;
const LOOKS: readonly (readonly [name: string, lang: string, use: object])[] = [
  ...Object.entries(MODES).map(([mode, use]) => [mode, 'en', use] as const),
  ...LANGUAGES.map((lang) => [lang, lang, {}] as const),
];

const projects: Project[] = Object.entries(SIZES).flatMap(([size, viewport]) =>
  LOOKS.map(([mode, lang, use]) => ({
    name: [size, mode, ...(version ? [version] : [])].join('-'),
    metadata: { lang },
    use: { ...chromium.use, viewport, deviceScaleFactor: 1, ...use },
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
