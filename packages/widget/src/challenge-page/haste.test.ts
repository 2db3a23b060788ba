// The checkout page and the bank's window exchange messages while either loads, reloads or unloads: in any order, the window reaches the bank.
import { channelName } from '@eximpe/contract/signals';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { popupHost } from '../challenge/popup-host.ts';
import { wait } from './wait.ts';

const attempt = '0f8fad5b-d9cb-469f-a165-70867728950e';
const launchUrl = `${location.origin}/eximpe/challenge/abc`;

type Deliver = (task: () => void) => void;

/** Channels whose messages arrive when and in the order that the test determines, one task per listener. */
function channelsDelivering(deliver: Deliver) {
  const open = new Set<FakeChannel>();
  class FakeChannel {
    readonly #listeners: ((event: MessageEvent) => void)[] = [];
    readonly name: string;
    constructor(name: string) {
      this.name = name;
      open.add(this);
    }
    addEventListener(_: 'message', listener: (event: MessageEvent) => void): void {
      this.#listeners.push(listener);
    }
    postMessage(data: unknown): void {
      for (const other of open)
        if (other !== this && other.name === this.name)
          deliver(() => {
            if (open.has(other)) other.#listeners.forEach((hear) => hear(new MessageEvent('message', { data })));
          });
    }
    close(): void {
      open.delete(this);
    }
  }
  return { FakeChannel, open };
}

interface World {
  readonly left: string[];
  readonly closed: () => boolean;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

type Act = 'load' | 'reload' | 'show' | 'end' | 'deliver' | 'tick';

/** Plays the acts in order, and delivers the messages in any order. */
function play(acts: readonly Act[], pick: (count: number) => number): World {
  vi.clearAllTimers();
  const post: (() => void)[] = [];
  const { FakeChannel, open } = channelsDelivering((task) => post.push(task));
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  const left: string[] = [];
  let closed = false;
  vi.spyOn(window, 'close').mockImplementation(() => {
    closed = true;
  });
  const popup = { closed: false, focus() {}, close() {} } as Window;
  const events = { blocked() {}, closed() {}, windowWanted() {}, signalled() {} };
  const clock = { nowMs: () => 0, after: () => (): void => {} };
  const host = popupHost({ endpoint: '/eximpe', lang: () => 'en', clock, open: () => popup }, events);
  host.prepare(attempt);
  const checkoutChannels = new Set(open);
  let isLoaded = false;
  const load = (): void => {
    // A reloaded page replaces the one before, whose channel and timers are gone.
    open.forEach((channel) => checkoutChannels.has(channel) || channel.close());
    vi.clearAllTimers();
    isLoaded = true;
    wait({ page: 'wait', attempt, mount: '/eximpe' }, (address) => left.push(address));
  };
  const deliver = (): void => {
    const [task] = post.splice(pick(post.length), 1);
    if (!closed) task?.();
  };
  const ACTS: Readonly<Record<Act, () => void>> = {
    load,
    reload: load,
    show: () => host.show(attempt, launchUrl),
    end: () => host.end('leave'),
    deliver,
    tick: () => void vi.advanceTimersByTime(500),
  };
  for (const act of acts) if (!closed && !(act === 'reload' && !isLoaded)) ACTS[act]();
  // Then nothing new happens, and all pending messages arrive.
  for (let round = 0; round < 4; round += 1) {
    vi.advanceTimersByTime(500);
    while (post.length > 0) deliver();
  }
  return { left, closed: () => closed };
}

const between = fc.array(fc.constantFrom<Act>('deliver', 'tick', 'reload'), { maxLength: 6 });
const order = fc.infiniteStream(fc.nat(1000));
const picking = (stream: Iterator<number>) => (count: number) => (stream.next().value ?? 0) % Math.max(1, count);
/** The window loads before or after the address is known. */
const opening = fc
  .tuple(between, fc.constantFrom<[Act, Act]>(['load', 'show'], ['show', 'load']), between, between)
  .map(([before, [first, second], middle, after]) => [...before, first, ...middle, second, ...after]);

test('in any order of loading, messages and reloads, the window goes to the bank once per load', () => {
  fc.assert(
    fc.property(opening, order, (acts, stream) => {
      const { left, closed } = play(acts, picking(stream));
      const loads = 1 + acts.slice(acts.indexOf('load')).filter((act) => act === 'reload').length;
      expect(closed()).toBe(false);
      expect(left.length).toBeGreaterThan(0);
      expect(left.length).toBeLessThanOrEqual(loads);
      expect(new Set(left)).toEqual(new Set([launchUrl]));
    }),
    { numRuns: 1000 },
  );
});

test('a window that is not needed closes, or has already gone to the bank, but never both', () => {
  fc.assert(
    fc.property(opening, between, order, (acts, last, stream) => {
      const { left, closed } = play([...acts, 'end', ...last], picking(stream));
      expect(closed() || left.length > 0).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('a window that was told to close does not navigate, even if the address arrives afterwards', () => {
  fc.assert(
    fc.property(order, (stream) => {
      const post: (() => void)[] = [];
      const { FakeChannel } = channelsDelivering((task) => post.push(task));
      vi.stubGlobal('BroadcastChannel', FakeChannel);
      const close = vi.spyOn(window, 'close').mockImplementation(() => {});
      close.mockClear();
      const left: string[] = [];
      wait({ page: 'wait', attempt, mount: '/eximpe' }, (address) => left.push(address));
      const checkout = new FakeChannel(channelName(attempt));
      const told = [
        { type: 'abort', attempt },
        { type: 'go', attempt, launchUrl },
      ];
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
      for (const signal of told) checkout.postMessage(signal);
      const next = picking(stream);
      let closedFirst: boolean | undefined;
      while (post.length > 0) {
        post.splice(next(post.length), 1)[0]?.();
        closedFirst ??= close.mock.calls.length > 0 ? true : left.length > 0 ? false : undefined;
      }
      expect(left.length + close.mock.calls.length).toBe(1);
      expect(left.length === 0).toBe(closedFirst);
      vi.clearAllTimers();
    }),
  );
});
