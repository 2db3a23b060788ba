// What goes wrong around the kit, at random: EximPe's API, the shop's processes, and Redis.
import { setTimeout } from 'node:timers/promises';

/** Calls that may go wrong. The charge itself has scenarios of its own besides. */
const CALLS = [
  ['POST', '/pg/orders/'],
  ['GET', '/pg/orders/*/status/'],
  ['GET', '/pg/orders/*/status/'],
  ['GET', '/pg/payments/'],
  ['GET', '/pg/orders/*/'],
  ['POST', '/pg/bin/'],
  ['POST', '/pg/refunds/'],
  ['GET', '/pg/refunds/'],
];
const MISHAPS = [
  { drop: 'before' },
  { drop: 'after' },
  { status: 503 },
  { status: 500 },
  { status: 200, body: '<html>maintenance</html>' },
  { status: 200, body: { data: { nothing: true } } },
  { status: 401, body: { detail: 'Invalid credentials.' } },
  { delayMs: 400 },
  { delayMs: 2_600 },
];
/** A charge that EximPe refuses for its credentials is refused for good; that is no fault of the kit. */
const isFit = ([method, path], { status }) => !(method === 'POST' && path === '/pg/orders/' && status === 401);

const LEAST_PAUSE_MS = 300;

export function createDisasters({ chance, counts, shops, redis, gateway, diary, disasterEvery, longestFreezeMs }) {
  let isOver = false;
  /** One at a time for each shop, and for Redis. */
  const busy = new Set();
  const underWay = new Set();

  /** Resolves with false when something happens to it already. */
  const alone = async (what, work) => {
    if (busy.has(what)) return false;
    busy.add(what);
    try {
      await work();
      return true;
    } finally {
      busy.delete(what);
    }
  };
  const withShop = (work) => {
    const shop = chance.pick(shops.all);
    return alone(shop, () => work(shop));
  };
  /** Mostly short, a few long ones: longer than leases, hooks and claims. */
  const freezeMs = () =>
    Math.min(
      longestFreezeMs,
      chance.weighted([
        [70, chance.between(300, 3_000)],
        [22, chance.between(3_000, 12_000)],
        [8, chance.between(12_000, 70_000)],
      ]),
    );

  const DISASTERS = {
    async 'gateway faults'() {
      for (let rules = 1 + chance.below(4); rules > 0; rules -= 1) {
        const [where, mishap] = [chance.pick(CALLS), chance.pick(MISHAPS)];
        const [method, path] = where;
        if (isFit(where, mishap)) await gateway.addFault({ method, path, nth: 1 + chance.below(4), ...mishap });
      }
    },
    async 'gateway outages'() {
      const mishap = chance.pick([{ status: 503 }, { drop: 'before' }, { delayMs: 2_500 }]);
      for (const [method, path] of CALLS) await gateway.addFault({ method, path, ...mishap });
      await setTimeout(chance.between(500, 5_000));
      await gateway.clearFaults();
    },
    'shops killed': () =>
      withShop(async (shop) => {
        await shop.kill();
        await setTimeout(chance.between(0, 2_500));
        await shop.boot();
      }),
    'shops frozen': () =>
      withShop(async (shop) => {
        const forMs = freezeMs();
        if (forMs > 10_000) counts.add('shops frozen for more than 10 s');
        await shop.freeze(forMs);
      }),
    'shops replaced': () =>
      withShop(async (shop) => {
        await Promise.race([shop.leave(), setTimeout(8_000)]);
        await shop.kill();
        await shop.boot();
      }),
    'redis killed': () => alone('redis', () => redis.restart(chance.between(0, 1_500))),
    'redis frozen': () => alone('redis', () => redis.freeze(chance.between(200, 5_000))),
    'power losses': () => alone('redis', async () => diary.lost(await redis.losePower(chance))),
  };
  const WEIGHTS = [
    [30, 'gateway faults'],
    [6, 'gateway outages'],
    [20, 'shops killed'],
    [20, 'shops frozen'],
    [5, 'shops replaced'],
    [7, 'redis killed'],
    [6, 'redis frozen'],
    [6, 'power losses'],
  ];

  return {
    async work() {
      for (;;) {
        // By what shoppers have done, not by the clock: a slow machine has no more disasters than a fast one.
        const next = counts.of('attempts') + chance.between(0.3, 1.7) * disasterEvery;
        do {
          await setTimeout(LEAST_PAUSE_MS, undefined, { ref: false });
          if (isOver) return;
        } while (counts.of('attempts') < next);
        const name = chance.weighted(WEIGHTS);
        const work = DISASTERS[name]()
          .then((happened) => happened === false || counts.add(name))
          .finally(() => underWay.delete(work));
        underWay.add(work);
      }
    },
    /** Nothing more goes wrong, and what went wrong is over. */
    async end() {
      isOver = true;
      await Promise.all(underWay);
      await gateway.clearFaults();
    },
  };
}
