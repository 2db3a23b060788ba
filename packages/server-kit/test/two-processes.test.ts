import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '@eximpe/simulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startPostgres } from './postgres-server.ts';
import { startRedis } from './redis-server.ts';
import { askAt, payAt, startShop, underWay, type ShopProcess } from './shop-process.ts';
import { eventually, type Paid } from './shop.ts';

// Four processes start here, possibly on a slow machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The store of both: the value of the variable STORE, and a function that closes it. */
const PLACES: Readonly<Record<string, () => Promise<{ store: object; stop(): Promise<void> }>>> = {
  redis: async () => {
    const server = await startRedis();
    return { store: { redis: server.port }, stop: () => server.stop() };
  },
  postgres: async () => {
    const server = await startPostgres();
    return { store: { postgres: server.url }, stop: () => server.stop() };
  },
  sqlite: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'eximpe-two-'));
    const stop = async (): Promise<void> => rmSync(folder, { recursive: true });
    return { store: { sqlite: join(folder, 'payments.sqlite') }, stop };
  },
};

let place: { store: object; stop(): Promise<void> };
let simulator: Simulator;
let a: ShopProcess;
let b: ShopProcess;
let checkout: string;

const pay = (shop: ShopProcess, attempt: string = randomUUID()): Promise<Response> => payAt(shop, checkout, attempt);
const ask = askAt;

describe.each(Object.entries(PLACES))('on %s', (_, startPlace) => {
  beforeAll(async () => {
    place = await startPlace();
  });
  afterAll(() => place.stop());
  beforeEach(async () => {
    simulator = await startSimulator();
    [a, b] = await Promise.all(
      [1, 2].map(() => startShop({ ...place, simulator })) as [Promise<ShopProcess>, Promise<ShopProcess>],
    );
    simulator.webhookUrl = `${b.url}/webhook`;
    checkout = `ORDER-${randomUUID()}`;
  });
  afterEach(async () => {
    await Promise.all([a.kill(), b.kill()]);
    await simulator.close();
  });

  test('a payment that began in one process is pushed by the other, and reported to the shop once', async () => {
    const body = (await (await pay(a)).json()) as Paid;
    const waiting = underWay(ask(a, `/payments/${body.handle}?waitSeconds=20`));
    await simulator.control.force(body.orderId ?? '', 'paid');
    expect((await waiting).status).toBe('successful');
    await eventually(() => a.told.length + b.told.length > 0);
    expect([...a.told, ...b.told]).toEqual([`${body.attempt} paid`]);
  });

  test('if a process is killed while the shopper is at the bank, the other one knows the outcome', async () => {
    const body = (await (await pay(a)).json()) as Paid;
    await a.kill();
    // The form repeats its request to whichever process answers, and gets the same payment.
    expect(await (await pay(b, body.attempt)).json()).toMatchObject({ handle: body.handle, orderId: body.orderId });
    expect(simulator.control.orders()).toHaveLength(1);
    await simulator.control.force(body.orderId ?? '', 'declined');
    await eventually(async () => (await ask(b, `/payments/${body.handle}`)).status === 'failed');
    await eventually(() => b.told.length === 1);
    expect((await pay(b)).status).toBe(201);
  });

  test('if a process is killed during the charge, nothing is charged again, and the shopper gets the true outcome', async () => {
    simulator.scenario = 'silence';
    const attempt = randomUUID();
    const lost = pay(a, attempt).catch(() => undefined);
    await eventually(() => simulator.control.orders().length === 1);
    await a.kill();
    expect((await ask(b, `/attempts/${attempt}`)).status).toBe('pending');
    await lost;
    // The other process charges neither this checkout nor this attempt again.
    expect((await pay(b)).status).toBe(409);
    await simulator.control.force(simulator.control.orders()[0]?.orderId ?? '', 'paid');
    await eventually(async () => (await ask(b, `/attempts/${attempt}`)).status === 'successful');
    expect(await ask(b, `/checkouts/${checkout}`)).toMatchObject({ paid: true });
    await eventually(() => b.told.length === 1);
    expect(simulator.control.orders()).toHaveLength(1);
  });

  test('a process told to exit during a charge still sends the bank’s page, releases waiting forms, and exits', async () => {
    const waited = (await (await pay(a)).json()) as Paid;
    const waiting = underWay(ask(a, `/payments/${waited.handle}?waitSeconds=25`));
    const stream = await fetch(`${a.url}/payments/${waited.handle}/events`);
    checkout = `ORDER-${randomUUID()}`;
    simulator.control.addFault({ method: 'POST', path: '/pg/orders/', delayMs: 60_000 });
    const charged = underWay(pay(a));
    await eventually(() => simulator.control.requests().filter(({ path }) => path === '/pg/orders/').length === 2);
    const ended = a.terminate();
    expect(await waiting).toMatchObject({ status: 'pending', handle: waited.handle });
    expect(await stream.text()).toContain('"status":"pending"');
    // EximPe answers only now that the process is closing.
    await simulator.control.advanceClock(60);
    const answer = await charged;
    expect(answer.status).toBe(201);
    expect(((await answer.json()) as Paid).launchUrl).toMatch(/challenge/);
    expect(await ended).toBe(0);
    expect(simulator.control.orders()).toHaveLength(2);
  });
});
