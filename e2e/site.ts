// The built documentation, served as any static host would.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { preview } from 'vite';

const SITE = fileURLToPath(new URL('../docs/site/', import.meta.url));

export const test = base.extend<object, { readonly site: string }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
    async ({}, use) => {
      if (!existsSync(join(SITE, 'dist/index.html')))
        throw new Error('The documentation is not built: npm run docs:build');
      const server = await preview({
        configFile: false,
        root: SITE,
        appType: 'mpa',
        logLevel: 'error',
        build: { outDir: 'dist' },
        preview: { host: 'localhost', port: 0 },
      });
      await use(server.resolvedUrls?.local[0] ?? '');
      await server.close();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';
