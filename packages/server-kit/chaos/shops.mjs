// The processes of the shop: started, killed, frozen and started again, each on a port of its own.
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { end, freePort, freeze, hasEnded, start } from './processes.mjs';

const PROGRAM = fileURLToPath(new URL('shop-process.mjs', import.meta.url));
const SECRET = 'a-secret-that-only-the-chaos-run-uses-01';

/** @param given `folder` for logs, `redisPort`, `gatewayUrl`, `seed`, `broken` */
export async function startShops(count, given, onTold) {
  const prices = new Map();
  let isCalm = false;
  let aheadMs = 0;

  async function createShop(index) {
    const port = await freePort();
    const logFile = join(given.folder, `shop-${index}.log`);
    let child;
    let life = 0;
    async function boot() {
      life += 1;
      const { redisPort, gatewayUrl, broken } = given;
      const seed = `${given.seed} shop ${index} life ${life}`;
      const argument = JSON.stringify({ port, redisPort, gatewayUrl, seed, broken, secret: SECRET, aheadMs });
      const log = openSync(logFile, 'a');
      const started = start(process.execPath, [PROGRAM, argument], { stdio: ['ignore', 'pipe', log, 'ipc'] });
      closeSync(log);
      child = started;
      started.on('error', () => undefined);
      createInterface({ input: started.stdout }).on('line', (line) => onTold(line, index));
      await Promise.race([once(started, 'message'), once(started, 'exit')]);
      if (hasEnded(started)) throw new Error(`a shop did not start; see ${logFile}`);
      started.send({ calm: isCalm, prices: [...prices] });
    }
    await boot();
    return {
      url: `http://127.0.0.1:${port}`,
      logFile,
      send: (message) => child.connected && child.send(message),
      kill: () => end(child),
      leave: () => end(child, 'SIGTERM'),
      boot,
      freeze: (forMs) => freeze(child, forMs),
    };
  }

  const shops = await Promise.all(Array.from({ length: count }, (_, index) => createShop(index)));
  const tellAll = (message) => shops.forEach((shop) => shop.send(message));
  return {
    all: shops,
    setPrice(name, price) {
      prices.set(name, price);
      tellAll({ prices: [[name, price]] });
    },
    /** From now on hooks take what they are told. */
    calm() {
      isCalm = true;
      tellAll({ calm: true });
    },
    /** They start again, at a later time. */
    async letTimePass(ms) {
      aheadMs += ms;
      await Promise.all(shops.map(async (shop) => [await shop.kill(), await shop.boot()]));
    },
    stop: () => Promise.all(shops.map((shop) => shop.kill())),
  };
}
