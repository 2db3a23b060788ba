// Journeys in Chromium and Firefox: an installed browser if one is named, Playwright's own otherwise. Tests that don't depend on the engine run in Chromium only; WebKit and old Chromium run those where they differ most.
import { defineConfig, type PlaywrightTestOptions, type PlaywrightWorkerOptions, type Project } from '@playwright/test';
import type { Place } from './open-shop.ts';

const chromium = process.env['CHROMIUM_PATH'];
/** The same engine without the browser around it, at half the cost. */
const chromiumShell = process.env['CHROMIUM_SHELL_PATH'] ?? chromium;
/** Run in the Chromium that shoppers have: tests where its shell differs (it keeps no page for Back, and other sites' frames keep their storage), and the most important ones. */
const WHOLE = /(?:journeys\/(?:pay|frame|bank-attacks)|one-browser\/kept-pages)\.spec\.ts$/;
const firefox = process.env['FIREFOX_PATH'];
const webkit = process.env['WEBKIT_DRIVER_PATH'];
/** See `browserslist` in package.json. Before 105 the form does not start; 105 and 106 are neither supported nor tested. */
const OLDEST_CHROMIUM = 107;
/** By version, e.g. `{"109": "/path/to/chromium"}`. */
const oldChromium = JSON.parse(process.env['OLD_CHROMIUM_PATHS'] ?? '{}') as Record<string, string>;
const reportFile = process.env['REPORT_FILE'];

/** Otherwise Chromium contacts its vendor's servers at every start. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  // Chromium's default, but not its shell's: an endless script in a bank's page does not block other sites' pages.
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

/** The same journeys in the card server's frame and on its page. The shell differs for cross-origin frames. */
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
  // Uses WebKit's own driver; skipped if there is none.
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
    // Of every window, since errors are often in the bank's.
    screenshot: 'only-on-failure',
  },
  projects,
});
