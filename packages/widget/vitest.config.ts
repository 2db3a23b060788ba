import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { scriptedKitPlugin } from './test/scripted-kit.ts';

const executablePath = process.env['CHROMIUM_SHELL_PATH'] ?? process.env['CHROMIUM_PATH'];
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

export default defineConfig({
  plugins: [scriptedKitPlugin()],
  resolve: { conditions: ['@eximpe/source', ...defaultClientConditions] },
  // Named, since Vite finds them late in a fresh clone and would start the tests again.
  optimizeDeps: { include: ['lit', 'lit/decorators.js', 'js-tokens'] },
  test: {
    name: 'widget',
    include: ['src/**/*.test.ts'],
    // A busy machine is no reason to fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { args: ['--no-sandbox', ...quiet], ...(executablePath ? { executablePath } : {}) },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
