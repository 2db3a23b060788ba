import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { WIDGET_VERSION, widgetAsset } from './widget-assets.ts';

const DIST = fileURLToPath(new URL('../../../widget/dist/', import.meta.url));

const NAMES = [
  'card-form.js',
  'challenge-page.js',
  'return-page.js',
  'saved-cards.js',
  ...['lang', 'parts', 'themes'].flatMap((folder) =>
    readdirSync(DIST + folder)
      .filter((file) => /\.(?:js|css)$/.test(file))
      .map((file) => `${folder}/${file}`),
  ),
];

test.each(NAMES)('%s is in the module graph as it was built, and unpacks from both encodings', (name) => {
  const asset = widgetAsset(name);
  const built = readFileSync(DIST + name);
  for (const bytes of [asset?.bytes, gunzipSync(asset?.gzip ?? ''), brotliDecompressSync(asset?.brotli ?? '')]) {
    expect(bytes?.equals(built)).toBe(true);
  }
  expect(asset).toMatchObject({
    type: name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    etag: `"${asset?.version}"`,
    version: expect.stringMatching(/^[\w-]{16}$/) as string,
  });
  expect(widgetAsset(name)).toBe(asset);
});

test.each(['lang/en.js', 'lang/../card-form.js', 'index.js', 'constructor', ''])('%j is not a file of it', (name) => {
  expect(widgetAsset(name)).toBeUndefined();
});

test('its version is the version of the package', () => {
  const { version } = JSON.parse(readFileSync(`${DIST}../package.json`, 'utf8')) as { version: string };
  expect(WIDGET_VERSION).toBe(version);
});

afterEach(() => {
  vi.doUnmock('@eximpe/card-form/served-files');
});

test('a request for a file before the form is built fails with a message that says so', async () => {
  vi.resetModules();
  vi.doMock('@eximpe/card-form/served-files', () => ({ PACKAGE_VERSION: '', SERVED_FILES: {} }));
  const unbuilt = await import('./widget-assets.ts');
  expect(() => unbuilt.widgetAsset('card-form.js')).toThrow(
    expect.objectContaining({ code: 'EXIMPE_WIDGET_NOT_BUILT' }) as Error,
  );
});
