import { expect, test } from 'vitest';
import { gatewayOf, somePorts } from '../../../test/ports.ts';
import { canLookUpBins, lookUpBin } from './card-type.ts';
import type { BinAnswer } from '../ports/gateway.ts';
import type { Ports } from '../ports/ports.ts';

const KNOWN = { kind: 'known', mop: 'debit_card', network: 'visa', bank: null, domestic: null } as const;
const UNAVAILABLE = { kind: 'unavailable' } as const;
const AWAY = { kind: 'unknown', detail: 'away' } as const;
const DENIED = { kind: 'denied', detail: 'HTTP 401' } as const;

/** A gateway whose answer can be changed, and how often it was asked; `done` waits for background work. */
function account(answer: BinAnswer) {
  const background: Promise<unknown>[] = [];
  const at = { nowMs: 1_800_000_000_000, asked: 0, answer };
  const ports: Ports = somePorts({
    clock: { now: () => at.nowMs },
    gateway: gatewayOf({
      lookUpBin: async () => {
        at.asked += 1;
        return at.answer;
      },
    }),
    inBackground: (work) => void background.push(work),
  });
  const look = async (): Promise<boolean> => {
    const answered = await canLookUpBins(ports, null);
    await Promise.all(background);
    return answered;
  };
  return { at, ports, look };
}

const HOUR_MS = 3_600_000;

test.each([
  ['unknown', AWAY],
  ['denied', DENIED],
])(
  'an account that EximPe says nothing about (%s) is assumed to have lookups, and asked about once a minute',
  async (_, answer) => {
    const { at, look } = account(answer);
    for (let times = 0; times < 5; times += 1) expect(await look()).toBe(true);
    expect(at.asked).toBe(1);
    at.nowMs += 61_000;
    await look();
    expect(at.asked).toBe(2);
  },
);

test('no request waits for EximPe: the first assumes lookups, and their result applies from the next one', async () => {
  const { look } = account(UNAVAILABLE);
  expect(await look()).toBe(true);
  expect(await look()).toBe(false);
});

test.each([
  ['lookups', KNOWN, true],
  ['no lookups', UNAVAILABLE, false],
])('an account with %s keeps its word through an outage, however long', async (_, answer, available) => {
  const { at, look } = account(answer);
  await look();
  at.answer = AWAY;
  for (const passedMs of [0, 2 * HOUR_MS, 48 * HOUR_MS]) {
    at.nowMs += passedMs;
    expect(await look()).toBe(available);
  }
});

test('an account without lookups is not asked again within an hour, but is after it', async () => {
  const { at, ports, look } = account(UNAVAILABLE);
  await look();
  expect(await lookUpBin(ports, '48953801', null)).toEqual(UNAVAILABLE);
  expect(at.asked).toBe(1);
  at.nowMs += HOUR_MS + 1;
  at.answer = KNOWN;
  expect(await lookUpBin(ports, '48953801', null)).toEqual(KNOWN);
  expect(await look()).toBe(true);
});
