// A simulator and its merchant, and helpers for the examples.
import { readFileSync } from 'node:fs';
import type { Simulator } from '../../src/simulator.ts';
import { call, orderBody, type Listener } from '../../src/testing/merchant.ts';
import { payAtBank } from '../../src/testing/shopper.ts';

export interface Fixture {
  readonly source: string;
  readonly request?: any; // oxlint-disable-line typescript/no-explicit-any -- as the documents print it
  readonly answer?: any; // oxlint-disable-line typescript/no-explicit-any -- as the documents print it
}

export const FIXTURES = new URL('../fixtures/', import.meta.url);
export const fixture = (name: string): Fixture => JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8'));

export interface Example {
  /** Brings the simulator to the state of the example, and returns its answer. */
  readonly reproduce: (documented: Fixture) => Promise<unknown>;
  /** Fields that differ, each with its reason. */
  readonly except?: Readonly<Record<string, string>>;
}

/** By fixture name. */
export type Examples = Readonly<Record<string, Example>>;

export const HEADERS_V1 = { 'x-api-version': '1.0.0' };
export const OTHER_MODE = 'the example is of another payment mode; the simulator plays cards';

type Headers = Readonly<Record<string, string>>;
type Changes = Readonly<Record<string, unknown>>;

export function runOn(simulator: Simulator, merchant: Listener) {
  const answerTo = async (method: string, path: string, body?: unknown, headers?: Headers) =>
    (await call(simulator, method, path, body, headers)).body;

  const create = async (changes: Changes = {}, headers: Headers = {}) =>
    (await answerTo('POST', '/pg/orders/', orderBody(changes), headers)).data as {
      readonly order_id: string;
      readonly acs_template: string;
    };

  const pay = async (changes: Changes = {}, headers: Headers = {}) => {
    const order = await create(changes, headers);
    const returned = await payAtBank(simulator, order.acs_template);
    return { orderId: order.order_id, paymentId: simulator.control.order(order.order_id).paymentId, returned };
  };

  return {
    simulator,
    answerTo,
    create,
    pay,
    refusal: (changes: Changes, headers?: Headers) => answerTo('POST', '/pg/orders/', orderBody(changes), headers),
    webhook: async (n = 1) => JSON.parse((await merchant.nth(n)).body),
    saveCard: async (body: unknown = fixture('save-card').request): Promise<string> =>
      (await answerTo('POST', '/pg/tokens/', body)).data.card_token,
    /** One refund of a payment. */
    refund: async (paymentId: string, amount: string) =>
      answerTo('POST', '/pg/refunds/', { payment_id: paymentId, refund_amount: amount }),
  };
}

export type Run = ReturnType<typeof runOn>;
