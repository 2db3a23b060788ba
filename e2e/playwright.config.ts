// Journeys in Chromium and Firefox: an installed browser when one is named, Playwright's own otherwise. Where engines have no part, in Chromium alone; in WebKit and in old Chromium, where they differ most.
import { defineConfig, type PlaywrightTestOptions, type PlaywrightWorkerOptions, type Project } from '@playwright/test';
import type { Place } from './open-shop.ts';

const chromium = process.env['CHROMIUM_PATH'];
/** The same engine without all that is around it, at half the price. */
const chromiumShell = process.env['CHROMIUM_SHELL_PATH'] ?? chromium;
/** In the Chromium that shoppers have: where its shell differs (it keeps no page for Back, and other sites' frames their storage), and what matters most. */
const WHOLE = /(?:journeys\/(?:pay|frame|bank-attacks)|one-browser\/kept-pages)\.spec\.ts$/;
const firefox = process.env['FIREFOX_PATH'];
const webkit = process.env['WEBKIT_DRIVER_PATH'];
/** See `browserslist` in package.json. Before 105 the form does not start; 105 and 106 are promised nothing, and tested for nothing. */
const OLDEST_CHROMIUM = 107;
/** By version, e.g. `{"109": "/path/to/chromium"}`. */
const oldChromium = JSON.parse(process.env['OLD_CHROMIUM_PATHS'] ?? '{}') as Record<string, string>;
const reportFile = process.env['REPORT_FILE'];

/** Chromium otherwise looks for its maker's servers at every start. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  // As Chromium does by itself, and its shell does not: a bank's script that never ends stops no other site's page.
  '--site-per-process',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const launched = (executablePath: string | undefined): Pick<PlaywrightWorkerOptions, 'launchOptions'> => ({
  launchOptions: { args: QUIET, ...(executablePath ? { executablePath } : {}) },
});

type Browser = Project<PlaywrightTestOptions, PlaywrightWorkerOptions & { readonly place: Place }>;

const inChromium: Browser = {
  name: 'chromium',
  testMatch: /(journeys|one-browser)\/.*\.spec\.ts$/,
  testIgnore: WHOLE,
  use: { browserName: 'chromium', ...launched(chromiumShell) },
};

const inWholeChromium: Browser = {
  name: 'chromium-whole',
  testMatch: WHOLE,
  use: { browserName: 'chromium', ...launched(chromium), ...(chromium ? {} : { channel: 'chromium' }) },
};

const inFirefox: Browser = {
  name: 'firefox',
  testDir: 'journeys',
  use: {
    browserName: 'firefox',
    // Stock Firefox speaks WebDriver BiDi; Playwright's own build does not need it.
    ...(firefox ? { channel: 'moz-firefox', launchOptions: { executablePath: firefox } } : {}),
  },
};

/** In a frame of the card server's, and on its page, these are the same journeys. Frames of other origins are where the shell differs. */
const inPlace = (place: Place, name: string, browser: Browser, testMatch: RegExp): Browser => ({
  ...browser,
  name,
  testMatch,
  testIgnore: [],
  use: { ...browser.use, place },
});

const PAYMENTS = /journeys\/(pay|setbacks|survival)\.spec\.ts$/;

const projects: Project[] = [
  inChromium,
  inFirefox,
  inWholeChromium,
  inPlace(
    'frame',
    'chromium-framed',
    inWholeChromium,
    /journeys\/(keyboard|pay|screen-reader|setbacks|spoken|survival)\.spec\.ts$/,
  ),
  inPlace('frame', 'firefox-framed', inFirefox, /journeys\/pay\.spec\.ts$/),
  inPlace('page', 'chromium-paged', inChromium, PAYMENTS),
  ...Object.entries(oldChromium).map(([version, executablePath]): Project => ({
    name: `chromium-${version}`,
    testMatch: /(journeys|old-browsers)\/.*\.spec\.ts$/,
    grep: Number(version) < OLDEST_CHROMIUM ? /@too-old/ : /@old/,
    use: { browserName: 'chromium', ...launched(executablePath) },
  })),
  // Driven by WebKit's own driver; left out where there is none.
  ...(webkit ? [{ name: 'webkit', testDir: 'webkit', fullyParallel: false }] : []),
];

export default defineConfig({
  outputDir: '../test-results/journeys',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ...(reportFile ? ([['../scripts/lib/playwright-summary.mjs']] as const) : [])],
  use: {
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    viewport: { width: 1280, height: 900 },
    // Of every window: what went wrong is often in the bank's.
    screenshot: 'only-on-failure',
  },
  projects,
});
