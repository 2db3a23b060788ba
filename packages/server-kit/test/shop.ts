// A shop with the kit mounted, and EximPe's simulator behind it, both over real HTTP.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Mop, PaymentAnswer, Problem } from '@eximpe/contract';
import {
  SAMPLE_CHECKOUT,
  SIMULATOR_CREDENTIALS,
  startSimulator,
  TEST_CARDS,
  type Simulator,
  type SimulatorOptions,
} from '@eximpe/simulator';
import express, { type Express } from 'express';
import { assembleKit } from '../src/kit.ts';
import { openStore, timedBy } from './stores.ts';
import type { Attention, EximpeKit, EximpeKitOptions, FailedPayment, PaidPayment, PaymentEvent } from '../src/index.ts';

export const VISA_DEBIT = '4895380110000003';
export const SECRET = 'a-secret-that-only-these-tests-use-01';

export interface Shop {
  readonly url: string;
  readonly simulator: Simulator;
  readonly kit: EximpeKit;
  /** What onPaid, onFailed and onAttention received. */
  readonly paid: PaidPayment[];
  readonly failed: FailedPayment[];
  readonly attention: Attention[];
  readonly events: PaymentEvent[];
  readonly logLines: string[];
  /** How far the kit's clock is ahead of the real one, in milliseconds. */
  aheadMs: number;
  /** Lets time pass for the kit and its store. */
  later(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface ShopOptions {
  readonly kit?: Partial<EximpeKitOptions>;
  readonly simulator?: SimulatorOptions;
  /** Default: Express 5's. */
  readonly createApp?: () => Express;
  /** Middleware in front of the kit. */
  readonly before?: (app: Express) => void;
  readonly withoutWebhooks?: boolean;
  /** A gateway other than the simulator. */
  readonly baseUrl?: string;
  /** The path at which the app mounts the kit; default `/eximpe`. */
  readonly mountPath?: string;
}

export const CHECKOUT = { ...SAMPLE_CHECKOUT, invoice: { number: 'INV-1', date: '2026-11-22' } } as const;

export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const simulator = await startSimulator(options.simulator);
  const server = createServer();
  // On a busy machine a pause can be longer than Node's five seconds, and a reused connection then breaks.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const paid: PaidPayment[] = [];
  const failed: FailedPayment[] = [];
  const attention: Attention[] = [];
  const events: PaymentEvent[] = [];
  const logLines: string[] = [];
  const write = (details: object, message: string): void => void logLines.push(`${message} ${JSON.stringify(details)}`);
  const ahead = { ms: 0 };
  const clock = { now: () => Date.now() + ahead.ms };
  const kept = openStore(clock);
  const kit = assembleKit(
    {
      ...SIMULATOR_CREDENTIALS,
      environment: 'sandbox',
      baseUrl: options.baseUrl ?? simulator.url,
      publicUrl: url,
      secret: SECRET,
      unsafeAllowHttp: true,
      log: { info: write, warn: write, error: write },
      resolveCheckout: (reference) =>
        reference.startsWith('ORDER') ? { ...CHECKOUT, invoice: { number: `INV-${reference}` } } : undefined,
      onPaid: (payment) => void paid.push(payment),
      onFailed: (payment) => void failed.push(payment),
      onAttention: (notice) => void attention.push(notice),
      onEvent: (event) => void events.push(event),
      ...options.kit,
      store: timedBy(clock, options.kit?.store ?? kept.store),
    },
    clock,
  );
  const app = (options.createApp ?? express)();
  options.before?.(app);
  app.use(options.mountPath ?? '/eximpe', kit.router);
  server.on('request', app);
  if (!options.withoutWebhooks) simulator.webhookUrl = `${url}/eximpe/webhook`;
  const shop: Shop = {
    get aheadMs() {
      return ahead.ms;
    },
    set aheadMs(ms) {
      ahead.ms = ms;
    },
    url,
    simulator,
    kit,
    paid,
    failed,
    attention,
    events,
    logLines,
    async later(ms) {
      shop.aheadMs += ms;
      await kept.later(ms);
    },
    async close() {
      await kit.close();
      kept.close();
      await simulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return shop;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export type Paid = PaymentAnswer & Partial<Pick<Problem, 'code' | 'handle' | 'fields' | 'requestId'>>;

export function cardRequest(number: string, checkout = 'ORDER-1', more: { mop?: Mop; cvc?: string } = {}) {
  const { cvc = '123', ...rest } = more;
  const card = { kind: 'new', number, expiryMonth: '05', expiryYear: '2030', cvc, holderName: 'Asha Menon' };
  return { checkout, card: { ...card, network: 'visa' }, ...rest };
}

export const newAttemptId = (): string => randomUUID();

/** Any request to the mount. */
export async function call<Body = Paid>(shop: Shop, path: string, init: RequestInit = {}): Promise<Answer<Body>> {
  const response = await fetch(`${shop.url}/eximpe${path}`, init);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson && text ? JSON.parse(text) : text) as Body,
  };
}

export function post(
  shop: Shop,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Paid>> {
  return call(shop, path, {
    method: 'POST',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** One attempt to pay. */
export function pay(
  shop: Shop,
  body: unknown = cardRequest(VISA_DEBIT),
  attempt = newAttemptId(),
): Promise<Answer<Paid>> {
  return post(shop, '/payments', body, { 'idempotency-key': attempt });
}

export const status = (shop: Shop, handle: string, query = ''): Promise<Answer<Paid>> =>
  call(shop, `/payments/${handle}${query}`);

/** A card from the simulator's table. */
export function cardFor(scenario: string): string {
  const row = TEST_CARDS.find((card) => card.scenario === scenario);
  if (!row) throw new Error(`No card for ${scenario}.`);
  return row.number;
}

/** Polls until it is true, for background work and new processes; ends before the test does, to say what was not. */
export async function eventually(holds: () => boolean | Promise<boolean>, what = String(holds)): Promise<void> {
  const untilMs = Date.now() + 40_000;
  while (!(await holds())) {
    if (Date.now() > untilMs) throw new Error(`${what} did not become true`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
