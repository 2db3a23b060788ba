// A shop in another programming language and its card server, started as merchants start them, and a simulator.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SIMULATOR_CREDENTIALS, startSimulator, type Simulator } from '@eximpe/simulator';
import { freePort } from './free-port.ts';
import { expect, test as base } from './shop.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SECRET = Buffer.from('a-key-that-only-these-journeys-know-0001').toString('base64');

/** The command that starts each shop; it listens on the port. */
const SHOPS = {
  php: (port: number) => [process.env['PHP_PATH'] ?? 'php', '-S', `localhost:${port}`, 'examples/shops/php/shop.php'],
  python: () => [process.env['PYTHON_PATH'] ?? 'python3', 'examples/shops/python/shop.py'],
} as const;

interface Stage {
  readonly shop: string;
  readonly cards: string;
  readonly simulator: Simulator;
}

/** The proxy between the shop and everybody else. */
interface Front {
  readonly url: string;
  /** From now on it passes everything on. */
  standBefore(behind: { readonly shop: string; readonly cards: string }): void;
}

interface Fixtures {
  readonly language: keyof typeof SHOPS;
  readonly front: Front | undefined;
  readonly stage: Stage;
}

const until = async (url: string): Promise<void> => {
  await expect
    .poll(
      () =>
        fetch(url).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
};

export const test = base.extend<Fixtures>({
  language: ['php', { option: true }],
  front: [undefined, { option: true }],
  stage: async ({ language, front }, use) => {
    const [simulator, shopPort, port] = [await startSimulator(), await freePort(), await freePort()];
    const folder = await mkdtemp(join(tmpdir(), 'eximpe-card-server-'));
    const [behind, cards] = [`http://localhost:${shopPort}`, `http://localhost:${port}`];
    front?.standBefore({ shop: behind, cards });
    const shop = front?.url ?? behind;
    const children: ChildProcess[] = [];
    const start = ([program, ...args]: readonly [string, ...string[]], env: Readonly<Record<string, string>>): void => {
      children.push(
        spawn(program, args, {
          cwd: ROOT,
          env: { PATH: process.env['PATH'], SHOP_HOOKS_SECRET: SECRET, ...env },
          stdio: 'ignore',
        }),
      );
    };
    start(SHOPS[language](shopPort) as [string, ...string[]], {
      PORT: String(shopPort),
      SHOP_URL: shop,
      CARD_SERVER_URL: cards,
      DATABASE: join(folder, 'shop.sqlite'),
    });
    start([process.execPath, 'packages/card-server/dist/main.js'], {
      EXIMPE_ENVIRONMENT: 'sandbox',
      EXIMPE_CLIENT_ID: SIMULATOR_CREDENTIALS.clientId,
      EXIMPE_CLIENT_SECRET: SIMULATOR_CREDENTIALS.clientSecret,
      EXIMPE_ENCRYPTION_KEY: SIMULATOR_CREDENTIALS.encryptionKey,
      EXIMPE_BASE_URL: simulator.url,
      EXIMPE_KIT_SECRET: 'a-secret-that-only-the-journeys-use-0004',
      PUBLIC_URL: cards,
      PORT: String(port),
      SHOP_NAME: 'Neel & Daughters',
      SHOP_HOOKS_URL: `${shop}/card-hooks`,
      // A shop that also shows the form on its own page.
      ...(front && { SHOP_ORIGINS: shop }),
      STORE_URL: `sqlite:${join(folder, 'cards.sqlite')}`,
      PAGE_TOKENS: '--eximpe-accent: #0b6b53; --eximpe-on-accent: #fff; --eximpe-radius: 6px',
      UNSAFE_ALLOW_HTTP: 'true',
    });
    simulator.webhookUrl = `${cards}/eximpe/webhook`;
    await Promise.all([until(shop), until(`${cards}/healthz`)]);
    await use({ shop, cards, simulator });
    const ends = children.map((child) => new Promise((resolve) => child.once('close', resolve)));
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(ends);
    await simulator.close();
    await rm(folder, { recursive: true });
  },
});

export { expect } from './shop.ts';
