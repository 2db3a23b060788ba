// One run: starts everything, lets shoppers and disasters loose, heals, waits until it is quiet, and judges.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ACCOUNTS } from './accounts.mjs';
import { createBank } from './bank.mjs';
import { BROKEN } from './broken.mjs';
import { createCounts } from './counts.mjs';
import { createDiary } from './diary.mjs';
import { createDisasters } from './disasters.mjs';
import { startGateway } from './gateway.mjs';
import { call } from './http.mjs';
import { judge } from './judge.mjs';
import { startPostman } from './postman.mjs';
import { createChance } from './random.mjs';
import { startRedis } from './redis.mjs';
import { startRepeater } from './repeater.mjs';
import { shop } from './shopper.mjs';
import { startShops } from './shops.mjs';
import { readAttempts, readWaiting, tracesInStore } from './store-contents.mjs';
import { tracesIn, tracesInFile } from './traces.mjs';

const LOOK_EVERY_MS = 3_000;
/** Of ten seconds each: a process that died over a webhook has the right to it for five minutes, in which no other takes it. */
const PATIENT_ROUNDS = 33;
/** Most is told and decided within this time after everything was healed. */
const SOON_MS = 15_000;
/** Later than EximPe is asked again of anything undecided, and sooner than a webhook is too old to be believed. */
const LATER_MS = 90 * 60_000;

/** @param options see `options.mjs` @param say told of progress */
export async function run(options, say) {
  const { seed, broken } = options;
  const chance = (name) => createChance(`${seed} ${name}`);
  const counts = createCounts();
  const diary = createDiary();
  const folder = mkdtempSync(join(tmpdir(), 'eximpe-chaos-'));
  const redis = await startRedis(folder);
  const postman = await startPostman(chance('postman'), counts);
  const gateway = await startGateway(postman.url, seed);
  const repeater = BROKEN[broken]?.repeatsCharges ? await startRepeater(gateway.url) : undefined;
  const given = { folder, seed, broken, redisPort: redis.port, gatewayUrl: repeater?.url ?? gateway.url };
  const shops = await startShops(options.kits, given, (line) => diary.read(line));
  postman.serve(shops.all);
  const world = { seed, shops, gateway, counts, diary };
  const bank = createBank({ ...world, chance: chance('bank') });
  const disasters = createDisasters({ ...world, ...options, redis, chance: chance('disasters') });
  const startedMs = Date.now();
  try {
    const working = [bank.work(), disasters.work()];
    await letShoppersIn(world, options, startedMs, say);
    const tookMs = Date.now() - startedMs;
    say(`${counts.of('payments')} payments in ${seconds(tookMs)}; healing`);
    await disasters.end();
    shops.calm();
    postman.calm();
    await bank.end();
    const letters = await postman.carryKept(broken === undefined ? PATIENT_ROUNDS : 1);
    await Promise.all(working);
    await untilQuiet(world, redis, SOON_MS, say);
    if (broken === undefined) {
      say('time passes');
      await shops.letTimePass(LATER_MS);
      await untilQuiet(world, redis, options.patienceMs, say);
    }
    if (await tellAgainOfForgotten(world, redis, say)) await untilQuiet(world, redis, options.patienceMs, say);
    const facts = await collect(world, redis, folder, letters);
    return { ...judge(facts), counts: countMore(counts, facts), tookMs, allMs: Date.now() - startedMs, folder };
  } finally {
    await Promise.all([shops.stop(), postman.stop(), gateway.stop(), repeater?.stop()]);
    await redis.stop();
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
  }
}

const seconds = (ms) => `${Math.round(ms / 1_000)} s`;

async function letShoppersIn(world, { payments, shoppers, minutes, seed }, startedMs, say) {
  const untilMs = startedMs + minutes * 60_000;
  let number = 0;
  const isOver = () => world.counts.of('payments') >= payments || Date.now() > untilMs;
  const progress = setInterval(() => {
    const done = world.counts.of('payments');
    const rate = (done / (Date.now() - startedMs)) * 1_000;
    say(`${done} payments, ${rate.toFixed(0)} a second, ${world.diary.told.length} told (seed ${seed})`);
  }, 10_000);
  const worker = async () => {
    while (!isOver()) {
      number += 1;
      await shop(world, number);
    }
  };
  await Promise.all(Array.from({ length: shoppers }, worker));
  clearInterval(progress);
}

async function healthOf({ shops }) {
  const asked = shops.all.flatMap(({ url }, index) => ACCOUNTS.map(({ name }) => ({ url, name, index })));
  return Promise.all(
    asked.map(async ({ url, name, index }) => {
      const { body } = await call(`${url}/${name}/eximpe/health`);
      return { account: name, shop: index, body };
    }),
  );
}

/** Until every message is taken, nothing is overdue and every attempt knows what EximPe knows; or for as long as one has patience. */
async function untilQuiet(world, redis, patienceMs, say) {
  const untilMs = Date.now() + patienceMs;
  const status = { payment_successful: 'successful', failed: 'failed' };
  const truth = new Map((await world.gateway.orders()).map((order) => [order.referenceId, status[order.status]]));
  for (;;) {
    const health = await healthOf(world);
    const waiting = health.reduce((sum, { body }) => sum + (body?.outbox?.waiting ?? 1), 0);
    const overdue = health.reduce((sum, { body }) => sum + (body?.overdue ?? 1), 0);
    const undecided = (await readAttempts(redis.port)).filter((attempt) => {
      const decided = truth.get(attempt.referenceId);
      if (decided) return attempt.charge !== 'refused' && attempt.status !== decided;
      return attempt.status === 'pending' && attempt.charge !== 'refused' && attempt.problem === null;
    });
    if (waiting === 0 && overdue === 0 && undecided.length === 0) return;
    if (Date.now() > untilMs) return;
    say(`waiting: ${waiting} messages, ${undecided.length} payments; overdue: ${overdue}`);
    await setTimeout(LOOK_EVERY_MS);
  }
}

/** What a power loss made the store forget is found when EximPe speaks of it again, or a form asks. */
async function tellAgainOfForgotten({ gateway, counts, shops, diary, seed }, redis, say) {
  const chance = createChance(`${seed} forgotten`);
  const known = new Set((await readAttempts(redis.port)).map(({ referenceId }) => referenceId));
  const orders = await gateway.orders();
  const forgotten = orders.filter(
    ({ referenceId, status }) => status === 'payment_successful' && !known.has(referenceId),
  );
  if (forgotten.length > 0)
    say(`${forgotten.length} captured payments were forgotten by power losses; they are spoken of again`);
  for (const { orderId, referenceId } of forgotten) {
    counts.add('captures that the store had forgotten');
    const asked = diary.attempts.get(referenceId.slice('CF-'.length));
    if (asked && chance.is(0.3)) {
      await call(`${chance.pick(shops.all).url}/${asked.account}/eximpe/attempts/${referenceId.slice('CF-'.length)}`);
    } else await gateway.sendWebhook(orderId, { event: 'PAYMENT_SUCCESSFUL' });
  }
  return forgotten.length > 0;
}

async function collect(world, redis, folder, letters) {
  const { gateway, diary, shops } = world;
  const refunds = await Promise.all(ACCOUNTS.map((account) => gateway.refunds(account)));
  const traces = [
    ...(await tracesInStore(redis.port)),
    ...redis.look(),
    ...shops.all.flatMap(({ logFile }, index) => tracesInFile(logFile, `log of shop ${index}`)),
    ...tracesIn(diary.told.map((one) => JSON.stringify(one)).join('\n'), 'what hooks were told'),
    ...tracesIn(diary.unreadable.join('\n'), 'stdout'),
  ];
  return {
    orders: await gateway.orders(),
    charges: await gateway.charges(),
    refunds: refunds.flat(),
    told: diary.told,
    asked: diary.attempts,
    lateCaptures: diary.lateCaptures,
    losses: diary.losses,
    attempts: await readAttempts(redis.port),
    health: await healthOf(world),
    waiting: await readWaiting(redis.port),
    letters,
    traces,
    unreadable: diary.unreadable,
    folder,
  };
}

function countMore(counts, { orders, charges, refunds, told, attempts }) {
  counts.add('charges sent', Object.keys(charges).length);
  counts.add('orders at EximPe', orders.length);
  for (const { status } of orders) counts.add(`orders ${status}`);
  counts.add('refunds', refunds.length);
  counts.add('attempts in the store', attempts.length);
  for (const { hook, told: what } of told) counts.add(hook === 'onAttention' ? `told: ${what.type}` : `told: ${hook}`);
  return counts.rows();
}
