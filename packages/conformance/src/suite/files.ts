// The form's own files.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import kit from '@eximpe/server-kit/package.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import type { Quirks } from '../host.ts';
import type { Stage } from '../stage.ts';

export function files(stage: () => Stage, quirks: Quirks): void {
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    stage().send(path, { method, headers });

  describe('files', () => {
    test('are compressed for clients that accept it, and identical byte for byte', async () => {
      const plain = await get('/card-form.js');
      expect(plain.headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
      });
      expect(plain.headers['vary']).toMatch(/accept-encoding/i);
      expect(plain.headers['content-encoding']).toBeUndefined();
      const zipped = await get('/card-form.js', { 'accept-encoding': 'gzip' });
      expect(zipped.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true);
      const smallest = await get('/card-form.js', { 'accept-encoding': 'gzip, deflate, br' });
      expect(smallest.headers['content-encoding']).toBe(quirks.compressesItself ? 'gzip' : 'br');
      const unpack = quirks.compressesItself ? gunzipSync : brotliDecompressSync;
      expect(unpack(smallest.bytes).equals(plain.bytes)).toBe(true);
    });

    test('are cached for a year if requested by version, and revalidated otherwise', async () => {
      const { headers } = await get(`/card-form.js?v=${kit.version}`);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      const etag = String(headers['etag']);
      for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await get('/card-form.js', { 'if-none-match': tag, 'accept-encoding': 'br' });
        expect([again.status, again.bytes.length, again.headers['etag']]).toEqual([304, 0, etag]);
      }
      expect((await get('/card-form.js', { 'if-none-match': '"other"' })).status).toBe(200);
    });

    test('HEAD has no body, and languages and parts are beside the form', async () => {
      expect((await get('/card-form.js', {}, 'HEAD')).bytes).toHaveLength(0);
      for (const path of ['/lang/ta.js', '/parts/bin-lookup.js', '/saved-cards.js', '/challenge-page.js']) {
        expect((await get(path)).headers['content-type']).toBe('text/javascript; charset=utf-8');
      }
    });
  });
}
