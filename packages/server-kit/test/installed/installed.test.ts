import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { freePort } from '../redis-server.ts';
import { cardRequest, eventually, newAttemptId, VISA_DEBIT } from '../shop.ts';
import { createProjects, ENVIRONMENT, REPOSITORY, run, type Projects } from './projects.ts';

let projects: Projects;
beforeAll(async () => {
  projects = await createProjects();
});
afterAll(() => projects.remove());

const COMPRESSED = expect.stringMatching(/^200 (?:br|gzip) true$/) as string;

/** The output of the tiny shop if everything was there and the payment succeeded. */
const PAID = {
  served: {
    'card-form.js': COMPRESSED,
    'lang/hi.js': COMPRESSED,
    'parts/diagnostics.js': COMPRESSED,
    'themes/slate.css': COMPRESSED,
    'checkouts/ORDER-1': '200 plain true',
    '/eximpe/challenge/…': '200 plain true',
    '/eximpe/challenge-page.js?v=…': COMPRESSED,
  },
  first: 'pending',
  paid: { checkout: 'ORDER-1', amount: '1000.00' },
  status: 'successful',
};

const shopIn = async (cwd: string, file: string, node = process.execPath): Promise<unknown> =>
  JSON.parse(await run(node, [file], { cwd }));

/** Node in that version; if the registry has none for this machine, the one that runs the test, if its version matches. */
function nodeOf(major: number, context: TestContext): string {
  const installed = join(projects.npm, 'node_modules', `node${major}`, 'bin', 'node');
  if (existsSync(installed)) return installed;
  if (!process.version.startsWith(`v${major}.`)) context.skip(`no Node ${major} for this machine`);
  return process.execPath;
}

describe.each([20, 22, 24])('on Node %i', (major) => {
  test.for(['shop.mjs', 'shop.cjs'])('a shop installed with npm takes a payment: %s', async (file, context) => {
    expect(await shopIn(projects.npm, file, nodeOf(major, context))).toEqual(PAID);
  });
});

test.each(['shop.mjs', 'shop.cjs'])('a shop installed with pnpm takes a payment: %s', async (file) => {
  expect(await shopIn(projects.pnpm, file)).toEqual(PAID);
});

test('the server-kit’s tarball, installed alone, brings the form', async () => {
  expect(await readdir(join(projects.alone, 'node_modules/@eximpe'))).toEqual(['server-kit']);
  const served = { status: 200, isForm: true };
  expect(await shopIn(projects.alone, 'serve-form.mjs')).toEqual({ imported: served, required: served });
});

/** Each row: one of TypeScript's module resolutions, and the modules it is used with. */
const MODULES = { nodenext: 'nodenext', node16: 'node16', node10: 'commonjs', bundler: 'esnext' } as const;

const tsc59 = (): string => join(projects.npm, 'node_modules/.bin/tsc');
const tsc7 = (): string => join(REPOSITORY, 'node_modules/.bin/tsc');

/** @returns the path of the compiled shop in the project */
async function compile(project: string, tsc: string, moduleResolution: keyof typeof MODULES): Promise<string> {
  const outDir = `out-${moduleResolution}`;
  const config = join(project, `tsconfig.${moduleResolution}.json`);
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    target: 'es2022',
    lib: ['es2023', 'dom'],
    types: ['node'],
    esModuleInterop: true,
    module: MODULES[moduleResolution],
    moduleResolution,
    outDir,
  };
  await writeFile(config, JSON.stringify({ compilerOptions, files: ['shop.ts'] }));
  await run(tsc, ['-p', config]);
  await cp(join(project, 'take-a-payment.cjs'), join(project, outDir, 'take-a-payment.cjs'));
  return `${outDir}/shop.js`;
}

// pnpm’s folders are the stricter ones: types of a package that is not listed are not found there.
test.each([
  ['npm', 'nodenext'],
  ['npm', 'node16'],
  ['pnpm', 'nodenext'],
  ['pnpm', 'node10'],
] as const)('strict TypeScript compiles after “%s install”, and pays: %s', async (manager, moduleResolution) => {
  const file = await compile(projects[manager], tsc59(), moduleResolution);
  expect(await shopIn(projects[manager], file)).toEqual(PAID);
});

test('strict TypeScript compiles to ES modules in a package of `"type": "module"`, and pays: nodenext', async () => {
  // Inside pnpm’s project, it finds what is installed there.
  const folder = join(projects.pnpm, 'es-modules');
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  for (const file of ['shop.ts', 'take-a-payment.cjs', 'take-a-payment.d.cts'])
    await cp(join(projects.pnpm, file), join(folder, file));
  // The newest compiler: it takes a fifth of the time.
  const shop = await compile(folder, tsc7(), 'nodenext');
  expect(await readFile(join(folder, shop), 'utf8')).toMatch(/^import .* from '@eximpe\/server-kit';$/m);
  expect(await shopIn(folder, shop)).toEqual(PAID);
});

test('strict TypeScript compiles for bundlers, with an older and the newest compiler', async () => {
  await compile(projects.npm, tsc59(), 'bundler');
  await compile(projects.npm, tsc7(), 'bundler');
});

test('Jest runs the shop’s test', async () => {
  await run(join(projects.npm, 'node_modules/.bin/jest'), ['--ci'], { cwd: projects.npm });
});

test('Vitest runs the shop’s test', async () => {
  await run(join(projects.npm, 'node_modules/.bin/vitest'), ['run'], { cwd: projects.npm });
});

describe('bundled, in a folder without installed packages', () => {
  beforeAll(() => run(process.execPath, ['bundle.mjs', projects.elsewhere], { cwd: projects.npm }));

  test.each(['esbuild.mjs', 'esbuild.cjs', 'rollup.mjs', 'rollup.cjs', 'traced/shop.mjs'])('%s pays', async (file) => {
    expect(await shopIn(projects.elsewhere, file)).toEqual(PAID);
  });
});

describe('the first example of the README', () => {
  const programs: ChildProcess[] = [];
  afterAll(() => programs.forEach((program) => program.kill()));

  /** `npx -p …` as in the documents; `--no`: it must not use the registry. */
  const npx = (name: string, command: string, ...args: readonly string[]) => ['--no', '-p', name, command, ...args];

  test('takes its first payment with the .env that the simulator prints', async () => {
    const readme = await readFile(join(REPOSITORY, 'packages/server-kit/README.md'), 'utf8');
    const shop = /```js\n(.*?)```/s.exec(readme)?.[1] ?? '';
    expect(await readFile(join(REPOSITORY, 'README.md'), 'utf8')).toContain(shop);
    await writeFile(join(projects.npm, 'readme.mjs'), shop);

    const port = String(await freePort());
    const url = `http://localhost:${port}`;
    const main = join(projects.npm, 'node_modules/@eximpe/simulator/bundle/main.js');
    const simulator = spawn(process.execPath, [main, '--port', '0', '--webhook-url', `${url}/eximpe/webhook`]);
    programs.push(simulator);
    const lines: string[] = [];
    for await (const line of createInterface(simulator.stdout)) {
      lines.push(line);
      if (line.includes('Ctrl-C')) break;
    }
    await writeFile(join(projects.npm, '.env'), lines.filter((line) => line.startsWith('EXIMPE_')).join('\n'));
    programs.push(
      spawn(process.execPath, ['--env-file=.env', 'readme.mjs'], {
        cwd: projects.npm,
        env: { PATH: process.env['PATH'], PORT: port },
      }),
    );
    const page = (): Promise<Response> => fetch(`${url}/checkout/ORDER-1`);
    await eventually(
      () =>
        page().then(
          ({ ok }) => ok,
          () => false,
        ),
      'the shop',
    );

    const paid = await fetch(`${url}/eximpe/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': newAttemptId() },
      body: JSON.stringify(cardRequest(VISA_DEBIT)),
    });
    const { orderId } = (await paid.json()) as { orderId: string };
    const api = /EximPe simulator +(\S+)/.exec(lines.join('\n'))?.[1];
    await fetch(`${api}/__simulator/orders/${orderId}/outcome`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"outcome":"paid"}',
    });
    await eventually(async () => (await (await page()).text()).includes('<title>Paid'), 'the order');

    const doctor = npx('@eximpe/server-kit', 'eximpe-doctor', `${url}/eximpe`);
    const findings = await run('npx', doctor, { cwd: projects.npm });
    expect(findings).toMatch(/^ ok {4}webhook: /m);
    expect(findings).not.toContain('WRONG');
    const nowhere = npx('@eximpe/server-kit', 'eximpe-doctor', `${url}/nowhere`);
    await expect(run('npx', nowhere, { cwd: projects.npm })).rejects.toThrow('WRONG');
    const draft = npx('@eximpe/server-kit', 'eximpe-doctor', 'page', `${url}/checkout/ORDER-1`, '--draft');
    expect(await run('npx', draft, { cwd: projects.npm })).toContain('"source": "/eximpe/card-form.js"');
  });

  test('runs the simulator’s command as the documents say', async () => {
    const help = await run('npx', npx('@eximpe/simulator', 'eximpe-simulator', '--help'), { cwd: projects.npm });
    expect(help).toContain('--webhook-url');
  });
});

describe('a new shop: npm run new', () => {
  const made = (...args: readonly string[]) => [
    join(REPOSITORY, 'scripts/new.mjs'),
    ...args,
    '--tarballs',
    dirname(Object.values(projects.tarballs)[0] ?? ''),
  ];

  test('is installed, starts with a simulator, ends on Ctrl-C, and its own test passes', async () => {
    const folder = join(dirname(projects.npm), 'my-shop');
    const command = spawn(process.execPath, made(folder, '--server', 'express'), { env: ENVIRONMENT });
    const ended = new Promise((resolve) => command.once('exit', resolve));
    let said = '';
    for await (const line of createInterface(command.stdout)) {
      said += `${line}\n`;
      if (line.includes('Ctrl-C')) break;
    }
    const url = /Your shop +(\S+)/.exec(said)?.[1] ?? said;
    expect(await (await fetch(url)).text()).toContain('Buy');
    command.kill('SIGTERM');
    await ended;
    await expect(fetch(url)).rejects.toThrow();

    expect(await run('npm', ['test'], { cwd: folder })).toContain('1 passed');
  });

  test.each([
    ['--server must be one of express,', ['../shop', '--server', 'koa']],
    ['Name one folder', ['--server', 'express']],
    ['is not empty', [REPOSITORY, '--server', 'hono']],
    ['inside this repository', [join(REPOSITORY, 'my-shop'), '--server', 'hono']],
  ])('reports a mistake: %s', async (sentence, args) => {
    await expect(run(process.execPath, made(...args))).rejects.toThrow(sentence);
  });
});

describe.each(['server-kit', 'simulator', 'card-form', 'react'])('the tarball of %s', (name) => {
  const bin = (tool: string): string => join(REPOSITORY, 'packages/server-kit/node_modules/.bin', tool);

  test('is understood by every tool: publint', async () => {
    expect(await run(bin('publint'), ['--strict', projects.tarballs[name] ?? ''])).toContain('All good!');
  });

  /** Data, style sheets and scripts for pages, which nothing loads with Node’s oldest resolution or `require()`. */
  const forEsmOnly: Readonly<Record<string, readonly string[]>> = {
    'server-kit': ['./integrity.json'],
    simulator: [],
    'card-form': ['./themes/*.css', './jsx', './vue', './svelte'],
    react: [],
  };

  test('has types that every module resolution finds: attw', async () => {
    const modules = name === 'card-form' ? ['--entrypoints', '.', './define'] : [];
    const excluded = forEsmOnly[name] ?? [];
    const but = excluded.length > 0 ? ['--exclude-entrypoints', ...excluded] : [];
    const attw = (...args: string[]) => run(bin('attw'), [projects.tarballs[name] ?? '', '--no-color', ...args]);
    if (name === 'card-form') await attw('--profile', 'esm-only', ...but);
    await attw(...(modules.length > 0 ? modules : but));
  });

  test('refers to nothing that only this repository has, and contains no tests', async () => {
    const tarball = projects.tarballs[name] ?? '';
    const manifest = await run('tar', ['-xzOf', tarball, 'package/package.json']);
    expect(manifest).not.toMatch(/workspace:|catalog:|@eximpe\/source|devDependencies/);
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(manifest) as Record<string, Record<string, string>>;
    expect(Object.keys(dependencies).filter((each) => each.startsWith('@eximpe/'))).toEqual([]);
    // The component needs the form, which the shop installs.
    const beside = name === 'react' ? ['@eximpe/card-form'] : [];
    expect(Object.keys(peerDependencies).filter((each) => each.startsWith('@eximpe/'))).toEqual(beside);
    const files = (await run('tar', ['-tzf', tarball])).trim().split('\n');
    expect(
      files.filter((file) => /\.test\.|\/(?:test|src|testing|types)\/|tsbuildinfo|served-files/.test(file)),
    ).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['package/LICENSE', 'package/README.md']));
    const texts = await run('tar', ['-xzOf', tarball, '--wildcards', '*.js', '*.cjs', '*.ts', '*.cts']);
    // React's component imports the form, and the form's types for JSX, Vue and Svelte extend it by name.
    const ours = ['react', 'card-form'].includes(name) ? '@eximpe/(?!card-form)' : '@eximpe/';
    expect(texts.match(new RegExp(`(?:from|import|require)\\s*\\(?\\s*['"]${ours}.*`, 'g')) ?? []).toEqual([]);
    expect(texts).not.toContain(REPOSITORY);
  });
});
