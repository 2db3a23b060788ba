import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SIMULATOR_CREDENTIALS, startSimulator } from '@eximpe/simulator';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from './redis-server.ts';
import { cardRequest, eventually, newAttemptId, VISA_DEBIT } from './shop.ts';

// Packs and unpacks, which takes its time on a small machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const run = promisify(execFile);
const here = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string): string => join(here, 'node_modules', '.bin', name);

let project: string;
let tarballs: string[];

/** An empty project with our tarballs unpacked as an installer would, and their dependencies beside them. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'eximpe-package-'));
  const modules = join(project, 'node_modules');
  await mkdir(join(modules, '@eximpe'), { recursive: true });
  for (const folder of ['contract', 'widget', 'server-kit']) {
    await run('npx', ['--yes', 'pnpm@12.21.0', 'pack', '--pack-destination', project], {
      cwd: join(here, '..', folder),
    });
  }
  tarballs = (await readdir(project)).filter((name) => name.endsWith('.tgz')).map((name) => join(project, name));
  for (const tarball of tarballs) {
    await run('tar', ['-xzf', tarball, '-C', project]);
    const name = /eximpe-(.*?)-\d/.exec(tarball.slice(project.length))?.[1] ?? '';
    await cp(join(project, 'package'), join(modules, '@eximpe', name), { recursive: true });
    await rm(join(project, 'package'), { recursive: true });
  }
  const require = createRequire(join(here, 'package.json'));
  const fromWidget = createRequire(join(here, '..', 'widget', 'package.json'));
  for (const name of ['express', 'undici', 'zod', 'rate-limiter-flexible']) await link(name, require);
  await link('lit', fromWidget);
  await writeFile(join(project, 'package.json'), '{ "name": "shop", "private": true }');

  async function link(name: string, resolver: NodeJS.Require): Promise<void> {
    let folder = dirname(resolver.resolve(name));
    while (!folder.endsWith(join('node_modules', name))) folder = dirname(folder);
    await symlink(folder, join(modules, name));
  }
});
afterAll(() => rm(project, { recursive: true, force: true }));

const tarballOf = (name: string): string => tarballs.find((tarball) => tarball.includes(name)) ?? '';

test('the package says what it is, to every tool: publint', async () => {
  const { stdout } = await run(bin('publint'), ['--strict', tarballOf('server-kit')]);
  expect(stdout).toContain('All good!');
});

test('its types are found by every module resolution: attw', async () => {
  await run(bin('attw'), [tarballOf('server-kit'), '--profile', 'esm-only', '--no-color']);
});

const SHOP = `
  const { createServer } = await import('node:http');
  const express = (await import('express')).default;
  const { createEximpeKit } = await import('@eximpe/server-kit');
  const kit = createEximpeKit({
    clientId: 'id', clientSecret: 'secret', encryptionKey: 'key', environment: 'sandbox',
    baseUrl: 'http://127.0.0.1:9', publicUrl: 'http://localhost', unsafeAllowHttp: true, cardTypes: 'ask',
    secret: 'a-secret-of-thirty-two-characters-or-more',
    resolveCheckout: () => ({
      amount: '10.00', currency: 'INR',
      buyer: { name: 'A', email: 'a@example.com', phone: '+919876543210', address: { postalCode: '682002' } },
      product: { name: 'x', typeOfGoods: 'service' }, invoice: { number: '1' },
    }),
  });
  const server = createServer(express().use('/pay', kit.router));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const mount = 'http://localhost:' + server.address().port + '/pay';
  const [checkout, script, page] = await Promise.all(['/checkouts/1', '/card-form.js', '/return/0f8fad5b-d9cb-469f-a165-70867728950e'].map((path) => fetch(mount + path)));
  console.log(JSON.stringify([checkout.status, (await checkout.json()).amount, script.headers.get('content-type'), page.status]));
  server.close(); await kit.close(); process.exit(0);
`;

test('the first example of the README takes its first payment', async () => {
  const readme = await readFile(join(here, 'README.md'), 'utf8');
  await writeFile(join(project, 'readme.mjs'), /```js\n(.*?)```/s.exec(readme)?.[1] ?? '');
  const simulator = await startSimulator();
  const { clientId, clientSecret, encryptionKey } = SIMULATOR_CREDENTIALS;
  const source = await readFile(join(project, 'readme.mjs'), 'utf8');
  // The only change: the simulator stands in for EximPe.
  await writeFile(
    join(project, 'readme.mjs'),
    source.replace("environment: 'sandbox',", `environment: 'sandbox', baseUrl: '${simulator.url}',`),
  );
  const port = String(await freePort());
  const shop = spawn(process.execPath, ['readme.mjs'], {
    cwd: project,
    env: {
      ...process.env,
      PORT: port,
      EXIMPE_CLIENT_ID: clientId,
      EXIMPE_CLIENT_SECRET: clientSecret,
      EXIMPE_ENCRYPTION_KEY: encryptionKey,
      EXIMPE_KIT_SECRET: 'a-secret-of-thirty-two-characters-or-more',
    },
  });
  try {
    const url = `http://localhost:${port}`;
    await eventually(
      () =>
        fetch(`${url}/checkout/ORDER-1`).then(
          (page) => page.ok,
          () => false,
        ),
      'the shop',
    );
    const paid = await fetch(`${url}/eximpe/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': newAttemptId() },
      body: JSON.stringify(cardRequest(VISA_DEBIT)),
    });
    expect(await paid.json()).toMatchObject({
      status: 'pending',
      last4: '0003',
      launchUrl: expect.stringContaining('/eximpe/challenge/') as string,
    });
    const doctor = join(project, 'node_modules', '@eximpe', 'server-kit', 'dist', 'doctor', 'main.js');
    const { stdout } = await run(process.execPath, [doctor, `${url}/eximpe`]);
    expect(stdout).toMatch(/^ ok {4}webhook: /m);
    expect(stdout).not.toContain('WRONG');
    await expect(run(process.execPath, [doctor, `${url}/nowhere`])).rejects.toMatchObject({ code: 1 });
    await expect(run(process.execPath, [doctor])).rejects.toMatchObject({ code: 2 });
  } finally {
    shop.kill();
    await simulator.close();
  }
});

test.each([
  ['an ES module', 'shop.mjs', SHOP],
  ['a CommonJS app', 'shop.cjs', `(async () => {${SHOP}})();`],
])('installed into an empty project and mounted by %s', async (_, file, source) => {
  await writeFile(join(project, file), source);
  const { stdout } = await run(process.execPath, [file], { cwd: project });
  expect(JSON.parse(stdout)).toEqual([200, '10.00', 'text/javascript; charset=utf-8', 200]);
});
