import { channelName } from '@eximpe/contract/signals';
import { afterEach, expect, test, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { addressUnder, wait } from './wait.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const here = 'https://shop.example/eximpe/challenge/wait/x?lang=en';

test.each([
  ['/eximpe', '/eximpe/challenge/abc', 'https://shop.example/eximpe/challenge/abc'],
  ['/eximpe/', 'https://shop.example/eximpe/challenge/abc', 'https://shop.example/eximpe/challenge/abc'],
  ['', '/challenge/abc', 'https://shop.example/challenge/abc'],
  ['/eximpe', '/eximpe/../account', undefined],
  ['/eximpe', '/eximpe-other/x', undefined],
  ['/eximpe', '//evil.example/eximpe/x', undefined],
  ['/eximpe', 'https://evil.example/eximpe/x', undefined],
  ['/eximpe', 'javascript:alert(1)//eximpe/', undefined],
  ['/eximpe', 'http://[', undefined],
])('under %j, %s leads to %s', (mount, launchUrl, address) => {
  expect(addressUnder(mount, launchUrl, here)).toBe(address);
});

test('a window that gets the bank’s address twice, because messages cross, navigates once', async () => {
  const attempt = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const launchUrl = '/eximpe/challenge/abc';
  const left: string[] = [];
  const checkout = new BroadcastChannel(channelName(attempt));
  const heard: unknown[] = [];
  checkout.addEventListener('message', ({ data }) => heard.push(data));
  wait({ page: 'wait', attempt, mount: '/eximpe' }, (address) => left.push(address));
  await eventually(() => expect(heard).toContainEqual({ type: 'waiting', attempt }));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
  for (let times = 0; times < 3; times += 1) checkout.postMessage({ type: 'go', attempt, launchUrl });
  await eventually(() => expect(left).toHaveLength(1));
  // Messages are delivered in order: once this one has arrived, all have.
  const last = new BroadcastChannel(channelName(attempt));
  const arrived = new Promise((resolve) => last.addEventListener('message', resolve, { once: true }));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
  checkout.postMessage({ type: 'go', attempt, launchUrl });
  await arrived;
  expect(left).toHaveLength(1);
  checkout.close();
  last.close();
});

test('waits for as long as a checkout page answers, and closes when none does', async () => {
  const attempt = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const close = vi.spyOn(window, 'close').mockImplementation(() => {});
  const checkout = new BroadcastChannel(channelName(attempt));
  wait({ page: 'wait', attempt, mount: '/eximpe' });
  // Created last, it receives messages last.
  const other = new BroadcastChannel(channelName(attempt));
  for (let times = 0; times < 3; times += 1) {
    vi.advanceTimersByTime(14_000);
    const arrived = new Promise<void>((resolve) =>
      other.addEventListener('message', ({ data: { type } }) => type === 'heard' && resolve()),
    );
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
    checkout.postMessage({ type: 'heard', attempt });
    await arrived;
  }
  expect(close).not.toHaveBeenCalled();
  vi.advanceTimersByTime(15_000);
  expect(close).toHaveBeenCalledOnce();
  checkout.close();
  other.close();
});
