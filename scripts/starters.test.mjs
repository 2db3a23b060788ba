// `npm run dev` of a shop made by `npm run new`: it waits until any shop answers, and leaves nothing running whenever it is stopped. Failures here hang until the test times out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished, test } from 'vitest';
import { freePort } from '../e2e/free-port.ts';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * @param scripts of the shop's package.json; `shop` is the program that they can run, as shop.mjs
 * @returns `shopStarted`: a connection that the shop keeps for as long as it runs
 */
async function startDev(scripts, shop) {
  const folder = await mkdtemp(join(tmpdir(), 'eximpe-dev-'));
  const watch = createServer().listen(0, '127.0.0.1');
  await once(watch, 'listening');
  const shopStarted = once(watch, 'connection').then(([connection]) => connection.resume());
  await cp(at('examples/servers/shared/dev'), join(folder, 'dev'), { recursive: true });
  await mkdir(join(folder, 'node_modules/@eximpe'), { recursive: true });
  await symlink(at('packages/simulator'), join(folder, 'node_modules/@eximpe/simulator'), 'dir');
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', scripts }));
  await writeFile(
    join(folder, 'shop.mjs'),
    `import { createServer } from 'node:http';
    import { connect } from 'node:net';
    connect(${watch.address().port}, '127.0.0.1').on('close', () => process.exit());
    ${shop}`,
  );
  const port = await freePort();
  const dev = spawn(process.execPath, ['dev/main.js'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, EXIMPE_BASE_URL: `http://localhost:${await freePort()}`, PORT: String(port) },
  });
  const ended = once(dev, 'close');
  onTestFinished(async () => {
    dev.kill('SIGKILL');
    // It ends when the connection does.
    (await shopStarted).destroy();
    watch.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { dev, ended, shopStarted };
}

test.each([
  [404, {}],
  [500, {}],
  [302, { location: 'https://nowhere.invalid/' }],
])('a shop whose first page answers %i is up', async (status, headers) => {
  const { dev, ended, shopStarted } = await startDev(
    { start: 'node shop.mjs' },
    `createServer((_, response) => response.writeHead(${status}, ${JSON.stringify(headers)}).end()).listen(process.env.PORT);`,
  );
  const shopEnded = once(await shopStarted, 'close');
  for await (const line of createInterface(dev.stdout)) if (line.includes('Ctrl-C')) break;
  dev.kill('SIGTERM');
  await Promise.all([ended, shopEnded]);
});

test.each(['build', 'start'])('stopped during `npm run %s`, it leaves nothing running', async (phase) => {
  const { dev, ended, shopStarted } = await startDev({ [phase]: 'node shop.mjs' }, '');
  const shopEnded = once(await shopStarted, 'close');
  dev.kill('SIGTERM');
  await Promise.all([ended, shopEnded]);
});
