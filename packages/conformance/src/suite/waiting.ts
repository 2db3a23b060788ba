// Streams and held answers: what they contain, when they end, and that a disconnected client leaves nothing behind.
import { describe, expect, test } from 'vitest';
import { breakOff, eventually, open } from '../client.ts';
import type { Host, Quirks } from '../host.ts';
import { JSON_TYPE, newAttempt, newOrder, openStage, said, type Stage } from '../stage.ts';

const answersIn = (stream: string): string[] =>
  stream
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => (JSON.parse(line.slice(6)) as { status: string }).status);

const beats = (stream: string): number => stream.split(': still pending').length - 1;

/** Longer than many heartbeats: who still waited would have begun anew. */
const QUIET_MS = 400;
async function nobodyWaits(stage: Stage): Promise<boolean> {
  const before = await stage.seen();
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  const after = await stage.seen();
  return after.watchers === 0 && after.watches === before.watches;
}

export function waiting(host: Host, stage: () => Stage, quirks: Quirks): void {
  describe('event stream', () => {
    test('has the state at once, stays open, and ends with the outcome', async () => {
      const paid = await stage().pay(newOrder());
      const stream = open(stage().url, `/payments/${paid.handle}/events`, {
        headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip, br' },
      });
      if (!quirks.buffers) {
        expect(await stream.started).toMatchObject({
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store, no-transform',
          'x-accel-buffering': 'no',
        });
        await eventually(async () => answersIn(stream.soFar()).length === 1, 'the state');
        await eventually(async () => beats(stream.soFar()) >= 2, 'signs of life');
      }
      await stage().simulator.control.force(paid.orderId, 'paid');
      const { status, headers, text } = await stream.answer;
      expect([status, headers['content-encoding']]).toEqual([200, undefined]);
      expect(answersIn(text).at(-1)).toBe('successful');
      expect(answersIn(text)).toHaveLength(2);
    });

    test('of a decided payment says so and ends', async () => {
      const paid = await stage().pay(newOrder());
      await stage().simulator.control.force(paid.orderId, 'declined');
      const { text } = await stage().send(`/payments/${paid.handle}/events`);
      expect(answersIn(text)).toEqual(['failed']);
    });
  });

  describe('held answers', () => {
    test('are released by news', async () => {
      const paid = await stage().pay(newOrder());
      const held = [1, 2, 3].map(() => stage().send(`/payments/${paid.handle}?waitSeconds=25`));
      await eventually(async () => (await stage().seen()).watchers >= 3, 'three who wait');
      await stage().simulator.control.force(paid.orderId, 'paid');
      for (const answer of await Promise.all(held)) expect(answer.json['status']).toBe('successful');
    });
  });

  describe('longestAnswerSeconds', () => {
    test('ends streams and held answers, still undecided', async () => {
      const brief = await openStage(host, { longestAnswerSeconds: 1 });
      try {
        const paid = await brief.pay(newOrder());
        const [stream, held] = await Promise.all([
          brief.send(`/payments/${paid.handle}/events`),
          brief.send(`/payments/${paid.handle}?waitSeconds=25`),
        ]);
        expect(answersIn(stream.text)).toEqual(['pending']);
        expect(held).toMatchObject({ status: 200, json: { status: 'pending' } });
        expect((await brief.seen()).watchers).toBe(0);
      } finally {
        await brief.close();
      }
    });
  });

  describe.skipIf(quirks.readsWholeRequests !== undefined)('a client that disconnects', () => {
    test('from a stream leaves nothing behind', async () => {
      const paid = await stage().pay(newOrder());
      const streams = [1, 2, 3].map(() => open(stage().url, `/payments/${paid.handle}/events`, {}));
      for (const stream of streams) await eventually(async () => answersIn(stream.soFar()).length === 1, 'the state');
      for (const stream of streams) stream.hangUp();
      await eventually(() => nobodyWaits(stage()), 'the end of all waiting');
    });

    test('from a held answer leaves nothing behind', async () => {
      const paid = await stage().pay(newOrder());
      const held = [1, 2, 3].map(() => open(stage().url, `/payments/${paid.handle}?waitSeconds=25`, {}));
      await eventually(async () => (await stage().seen()).watchers >= 3, 'three who wait');
      for (const one of held) one.hangUp();
      await eventually(() => nobodyWaits(stage()), 'the end of all waiting');
    });

    test('during an upload does no harm', async () => {
      for (const path of ['/payments', '/webhook', '/bin', `/return/${newAttempt()}`]) {
        for (const length of [{ 'content-length': '5000' }, { 'transfer-encoding': 'chunked' }]) {
          const headers = { ...JSON_TYPE, 'idempotency-key': newAttempt(), ...length };
          await breakOff(stage().url, path, headers, '{"checkout":"ORDER-broken');
        }
      }
      expect((await stage().send('/health')).status).toBe(200);
      expect((await stage().pay(newOrder())).status).toBe(201);
      expect(said(await stage().seen())).not.toMatch(/unexpectedly|ORDER-broken/);
    });
  });
}
