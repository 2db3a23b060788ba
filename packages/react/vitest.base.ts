// The component's tests run with React 18 and with React 19, against the form itself and a scripted server-kit.
import { playwright } from '@vitest/browser-playwright';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, type Alias } from 'vite';
import { defineConfig, type ViteUserConfigExport } from 'vitest/config';
import { scriptedKitPlugin } from '../widget/test/scripted-kit.ts';

/** Where each of these is imported from. */
export const aliasesOf = (packages: Readonly<Record<string, string>>): Alias[] =>
  Object.entries(packages).map(([from, to]) => ({
    find: new RegExp(`^${from}(?=$|/)`),
    replacement: fileURLToPath(new URL(`node_modules/${to}`, import.meta.url)),
  }));

export const REACT_18 = { react: 'react-18', 'react-dom': 'react-dom-18' };

const executablePath = process.env['CHROMIUM_SHELL_PATH'] ?? process.env['CHROMIUM_PATH'];

/** @param packages where that version of React is installed, by the name that it is imported by */
export function testsWith(major: '18' | '19', packages: Readonly<Record<string, string>>): ViteUserConfigExport {
  return defineConfig({
    plugins: [scriptedKitPlugin()],
    // A folder of their own: two versions of one package are prepared.
    cacheDir: `node_modules/.vite-react-${major}`,
    resolve: { alias: aliasesOf(packages), conditions: ['@eximpe/source', ...defaultClientConditions] },
    optimizeDeps: {
      // The form's own is named, too: Vite finds it late in a fresh clone, and would start the tests again.
      include: ['react', 'react-dom', 'react-dom/client', 'react-dom/server.browser', '@eximpe/card-form > js-tokens'],
    },
    test: {
      name: `react ${major}`,
      env: { REACT_MAJOR: major },
      include: ['test/*.test.ts'],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 15_000 } },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: { args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) },
        }),
        instances: [{ browser: 'chromium' }],
      },
    },
  });
}
