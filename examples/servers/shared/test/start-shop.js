// The shop for a test: on a free port, with its own simulator and empty database.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SIMULATOR_CREDENTIALS, startSimulator } from '@eximpe/simulator';
import { runShop } from '../dev/run-shop.js';

export async function startShop() {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'shop-'));
  const simulator = await startSimulator({ webhookUrl: `${url}/eximpe/webhook` });
  const shop = await runShop(url, {
    EXIMPE_BASE_URL: simulator.url,
    EXIMPE_CLIENT_ID: SIMULATOR_CREDENTIALS.clientId,
    EXIMPE_CLIENT_SECRET: SIMULATOR_CREDENTIALS.clientSecret,
    EXIMPE_ENCRYPTION_KEY: SIMULATOR_CREDENTIALS.encryptionKey,
    EXIMPE_KIT_SECRET: 'a-secret-that-only-the-tests-use-0001',
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_FILE: join(folder, 'shop.sqlite'),
  });
  return {
    url,
    simulator,
    async close() {
      await shop.stop();
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
