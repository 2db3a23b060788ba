// Chromium as old as phones still have it. The binaries come in npm packages, compressed; they run on Linux on x64.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { ROOT } from './run.mjs';

/** All that e2e's package.json has: one too old for the form, its minimum, the last for Windows 7, and two from before colours changed again. */
export const OLD_CHROMIUM = ['102', '107', '109', '115', '119'];

const PACKAGES = join(ROOT, 'e2e/node_modules');

/** Path of the executable, unpacked once. */
async function unpacked(version) {
  const binary = join(PACKAGES, '.cache', `chromium-${version}`, 'chromium');
  if (existsSync(binary)) return binary;
  mkdirSync(dirname(binary), { recursive: true });
  const half = `${binary}.${process.pid}`;
  const packed = createReadStream(join(PACKAGES, `chromium-${version}/bin/chromium.br`));
  await pipeline(packed, createBrotliDecompress(), createWriteStream(half, { mode: 0o755 }));
  renameSync(half, binary);
  return binary;
}

/** Environment variable that names the binaries to e2e's projects; none on machines that can't run them. */
export async function prepareOldChromium(versions = OLD_CHROMIUM) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log('Old Chromium runs only on Linux on x64: its journeys are skipped.');
    return {};
  }
  const paths = await Promise.all(versions.map(async (version) => [version, await unpacked(version)]));
  return { OLD_CHROMIUM_PATHS: JSON.stringify(Object.fromEntries(paths)) };
}
