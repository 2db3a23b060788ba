// The documents' own examples: each request is accepted, and each answer is reproduced field by field.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../src/simulator.ts';
import { listener, type Listener } from '../src/testing/merchant.ts';
import { cards } from './documented/cards.ts';
import { errors } from './documented/errors.ts';
import { NOT_PLAYED } from './documented/not-played.ts';
import { orders } from './documented/orders.ts';
import { payments } from './documented/payments.ts';
import { fixture, FIXTURES, runOn, type Examples } from './documented/run.ts';
import { webhooks } from './documented/webhooks.ts';

const ALL = readdirSync(FIXTURES).map((file) => file.replace('.json', ''));

let simulator: Simulator;
let merchant: Listener;
let examples: Examples;

beforeEach(async () => {
  merchant = await listener();
  simulator = await startSimulator({ seed: 'documents', webhookUrl: merchant.url });
  const run = runOn(simulator, merchant);
  examples = { ...orders(run), ...cards(run), ...payments(run), ...webhooks(run), ...errors(run) };
});

afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

/** Values that differ between payments, by format; everything else has to be equal. */
const KINDS: readonly (readonly [kind: string, form: RegExp])[] = [
  ['order and payment id', /^OD\d{10,13}-PR\d{10}$/],
  ['order id', /^OD\d{10,13}$/],
  ['payment id', /^PR\d{10,13}$/],
  ['refund id', /^RF\d{10}$/],
  ['settlement id', /^ST\d{10}$/],
  ['dispute id', /^CB\d{10}$/],
  ['merchant id', /^\d{10}$/],
  ['uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['micros', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/],
  ['seconds', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/],
  ['offset time', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00$/],
  ['ISO offset time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/],
  ['file', /^https?:\/\/[^ ]+\.pdf$/],
  ['session', /^[0-9a-f]{64}$/],
  ['card token', /^[0-9a-f]{20,22}$/],
  ['hex 32', /^[0-9a-f]{32}$/],
  ['nine digits', /^\d{9}$/],
  ['base64 page', /^PGh0bWw\+[A-Za-z0-9+/]{2000,}={0,2}$/],
];

const kindOf = (value: unknown): unknown =>
  typeof value === 'string' ? (KINDS.find(([, form]) => form.test(value))?.[0] ?? value) : value;

/** Every leaf by path. */
function leaves(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    return new Map([[path, typeof value === 'object' && value !== null ? JSON.stringify(value) : kindOf(value)]]);
  }
  return new Map(Object.entries(value).flatMap(([key, member]) => [...leaves(member, path ? `${path}.${key}` : key)]));
}

function differences(documented: unknown, ours: unknown): string[] {
  const [theirs, mine] = [leaves(documented), leaves(ours)];
  return [...new Set([...theirs.keys(), ...mine.keys()])]
    .filter((path) => theirs.get(path) !== mine.get(path))
    .toSorted();
}

describe('the documents’ examples', () => {
  test('are all here, and the README names what is not simulated', () => {
    expect(Object.keys(examples).toSorted()).toEqual(ALL.toSorted());
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ');
    for (const [kind, reason] of Object.entries(NOT_PLAYED)) expect(readme).toContain(`| ${kind} | ${reason} |`);
  });

  test.each(ALL)('%s', async (name) => {
    const documented = fixture(name);
    const example = examples[name];
    const ours = await example?.reproduce(documented);
    if (documented.answer === undefined) expect(ours).toMatchObject({ success: true });
    else expect(differences(documented.answer, ours)).toEqual(Object.keys(example?.except ?? {}).toSorted());
  });
});
