import { channelName } from '@eximpe/contract/signals';
import type { Signal } from '@eximpe/contract';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { realClock } from '../clock.ts';
import type { ChallengeHost, HostEvents } from './challenge-host.ts';
import type { HostWords } from './challenge-host.ts';
import { iframeHost } from './iframe-host.ts';
import { popupHost } from './popup-host.ts';
import { redirectHost } from './redirect-host.ts';
import { eventually } from '../../test/eventually.ts';

const attempt = '0f8fad5b-d9cb-469f-a165-70867728950e';
const WORDS: HostWords = (key) =>
  ({
    bank_page: 'Your bank’s page',
    challenge_title: 'Confirm with your bank',
    new_window: 'Open in a window',
    close: 'Close',
  })[key];
const KIT = '/scripted-kit';
const address = `${location.origin}${KIT}/challenge/${attempt}`;

/** Records what a host reports. */
function ears(): HostEvents & { readonly told: unknown[] } {
  const told: unknown[] = [];
  return {
    told,
    blocked: () => told.push('blocked'),
    closed: () => told.push('closed'),
    windowWanted: () => told.push('windowWanted'),
    signalled: (signal) => told.push(signal),
  };
}

let open: Window[] = [];
const openWindow = (url: string, target: string, features: string): Window | null => {
  const opened = window.open(url, target, features);
  if (opened) open.push(opened);
  return opened;
};
/** A reference that can't close its window, as after the opener was severed: only the channel is left. */
const openCutOff = (...how: [string, string, string]): Window => {
  openWindow(...how);
  return { closed: false, focus() {}, close() {} } as Window;
};
const popup = (events: HostEvents): ChallengeHost =>
  popupHost({ endpoint: KIT, lang: () => 'en', clock: realClock, open: openWindow }, events);
const SALE = { shopName: 'Neel Bazaar', amount: '₹1,000.00' };
const frame = (events: HostEvents): ChallengeHost =>
  iframeHost({ words: WORDS, sale: () => SALE, parent: () => document.body }, events);
const redirect = (events: HostEvents): ChallengeHost => redirectHost(() => {}, events);

beforeEach(() => {
  open = [];
});
afterEach(() => {
  vi.useRealTimers();
  open.forEach((opened) => opened.close());
});

/** Every message about this attempt on the channel, from any page. */
function overhear(): Signal[] {
  const heard: Signal[] = [];
  const channel = new BroadcastChannel(channelName(attempt));
  channel.addEventListener('message', ({ data }: MessageEvent<Signal>) => heard.push(data));
  return heard;
}

describe.each([
  ['popup', popup],
  ['iframe', frame],
  ['redirect', redirect],
])('every host: %s', (_, host) => {
  test('can prepare for the bank within a click', () => {
    const events = ears();
    const made = host(events);
    made.prepare(attempt);
    expect(events.told).toEqual([]);
    made.end('close');
  });

  test('can be closed at any time, and repeatedly, without an event', () => {
    const events = ears();
    const made = host(events);
    made.end('close');
    made.prepare(attempt);
    made.show(attempt, address);
    made.end('close');
    made.end('close');
    made.end('leave');
    expect(document.querySelector('dialog')).toBeNull();
    expect(made.focus()).toBe(false);
    expect(events.told).toEqual([]);
  });
});

describe('a popup', () => {
  test('opens on our own waiting page in the shopper’s language, and moves on when told', async () => {
    const heard = overhear();
    const host = popup(ears());
    host.prepare(attempt);
    expect(open[0]?.location.href ?? '').toMatch(/about:blank|wait/);
    await eventually(() => expect(heard).toContainEqual({ type: 'waiting', attempt }));
    expect(open[0]?.location.search).toBe('?lang=en');
    expect(open[0]?.opener).toBeNull();
    host.show(attempt, address);
    await eventually(() => expect(heard).toContainEqual({ type: 'launched', attempt }));
    expect(host.focus()).toBe(true);
    host.end('close');
    await eventually(() => expect(open[0]?.closed).toBe(true));
  });

  test('gets answers while it waits, so that it knows that the checkout page is there', async () => {
    const heard = overhear();
    const host = popup(ears());
    host.prepare(attempt);
    await eventually(() => expect(heard).toContainEqual({ type: 'heard', attempt }));
    host.end('close');
  });

  test('moves on as soon as it listens, if told earlier', async () => {
    const heard = overhear();
    const host = popup(ears());
    host.prepare(attempt);
    host.show(attempt, address);
    await eventually(() => expect(heard).toContainEqual({ type: 'launched', attempt }));
    host.end('close');
  });

  test.each([
    ['not needed after all', (host: ChallengeHost) => host.end('close')],
    ['left behind by a removed element', (host: ChallengeHost) => host.end('leave')],
  ])('%s closes itself, even if its page loads late', async (_, end) => {
    const host = popupHost({ endpoint: KIT, lang: () => 'en', clock: realClock, open: openCutOff }, ears());
    host.prepare(attempt);
    end(host);
    await eventually(() => expect(open[0]?.closed).toBe(true));
  });

  test('closes itself when the shopper comes back after the outcome is known', async () => {
    const host = popupHost({ endpoint: KIT, lang: () => 'en', clock: realClock, open: openCutOff }, ears());
    const heard = overhear();
    host.prepare(attempt);
    host.show(attempt, address);
    await eventually(() => expect(heard).toContainEqual({ type: 'launched', attempt }));
    // Chromium's shell may crash if a window is sent elsewhere while it goes to the bank.
    await eventually(() => expect(open[0]?.document.title).toBe('bank'));
    host.end('close');
    host.end('leave');
    open[0]?.location.replace(`${KIT}/return/${attempt}`);
    await eventually(() => expect(open[0]?.closed).toBe(true));
  });

  test('opened again for the same attempt is not closed by messages to the first one', async () => {
    const heard = overhear();
    const first = popup(ears());
    first.prepare(attempt);
    first.end('close');
    const second = popup(ears());
    second.prepare(attempt);
    second.show(attempt, address);
    await eventually(() => expect(heard).toContainEqual({ type: 'launched', attempt }));
    second.end('close');
  });

  test('opened by another form of the page for the same attempt does not break the first form', () => {
    const first = popup(ears());
    first.prepare(attempt);
    popup(ears()).prepare(attempt);
    expect(() => first.end('close')).not.toThrow();
  });

  test('that the browser does not allow is reported as blocked', () => {
    const events = ears();
    const host = popupHost({ endpoint: KIT, lang: () => 'en', clock: realClock, open: () => null }, events);
    host.prepare(attempt);
    expect(events.told).toEqual(['blocked']);
    host.show(attempt, address);
    expect(events.told).toEqual(['blocked', 'blocked']);
  });

  test('that a shop’s script opens without returning it closes itself', async () => {
    const events = ears();
    const withoutHold = (...how: [string, string, string]): null => {
      openWindow(...how);
      return null;
    };
    const host = popupHost({ endpoint: KIT, lang: () => 'en', clock: realClock, open: withoutHold }, events);
    host.prepare(attempt);
    expect(events.told).toEqual(['blocked']);
    await eventually(() => expect(open[0]?.closed).toBe(true));
  });

  test('closed by the shopper is noticed, as a hint', async () => {
    const events = ears();
    const host = popup(events);
    host.prepare(attempt);
    host.show(attempt, address);
    open[0]?.close();
    await eventually(() => expect(events.told).toEqual(['closed']));
    expect(host.focus()).toBe(false);
  });

  test('that only seems closed, under a strict opener policy, does not count as closed', async () => {
    const events = ears();
    const cutOff = { closed: true, focus() {}, close() {} } as Window;
    let tick = (): void => {};
    const clock = { nowMs: () => 0, after: (_: number, task: () => void) => ((tick = task), (): void => {}) };
    const host = popupHost({ endpoint: KIT, lang: () => 'en', clock, open: () => cutOff }, events);
    host.prepare(attempt);
    host.show(attempt, address);
    const heard = overhear();
    const page = new BroadcastChannel(channelName(attempt));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
    page.postMessage({ type: 'waiting', attempt });
    await eventually(() => expect(heard).toContainEqual({ type: 'go', attempt, launchUrl: address }));
    for (let i = 0; i < 10; i += 1) tick();
    expect(events.told).toEqual([]);
    page.close();
    host.end('close');
  });
});

describe('a frame', () => {
  test('passes on messages from our own page in it, and no others', async () => {
    const events = ears();
    const host = frame(events);
    host.show(attempt, address);
    window.postMessage({ type: 'returned', attempt }, '*');
    await eventually(() => expect(events.told).toContain('launched'));
    expect(events.told).not.toContain('returned');
    host.end('close');
  });

  test('forbidden by the page’s own policy is dropped', () => {
    const events = ears();
    const host = frame(events);
    host.show(attempt, address);
    const violation = { effectiveDirective: 'frame-src', blockedURI: address };
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        ...violation,
        effectiveDirective: 'img-src',
      }),
    );
    expect(events.told).toEqual([]);
    document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', violation));
    expect(events.told).toEqual(['blocked']);
    expect(document.querySelector('dialog')).toBeNull();
  });

  test('is below the shop’s name and the amount, with a way back there', () => {
    const events = ears();
    frame(events).show(attempt, address);
    const head = document.querySelector('dialog div');
    expect(head?.textContent).toMatch(/^Neel Bazaar₹1,000\.00/);
    head?.querySelector('button')?.click();
    expect(events.told).toEqual(['closed']);
    expect(document.querySelector('dialog')).toBeNull();
  });

  test('opens on its heading, which a screen reader reads with the instruction and the amount, and repeats nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const host = frame(ears());
    host.show(attempt, address);
    const dialog = document.querySelector('dialog');
    const heading = dialog?.querySelector('h2');
    expect(document.activeElement).toBe(heading);
    expect(dialog?.ariaLabel).toBe('Confirm with your bank');
    expect(heading?.textContent).toBe('Neel Bazaar');
    expect(document.getElementById(heading?.getAttribute('aria-describedby') ?? '')?.textContent).toBe('₹1,000.00');
    vi.advanceTimersByTime(2_000);
    expect(dialog?.querySelector('[role=status]')?.textContent).toBe('');
    host.end('close');
  });

  test.each([
    ['whom the bank’s page moves into it', false, 'Confirm with your bank. Neel Bazaar. ₹1,000.00'],
    ['who goes there by keyboard', true, ''],
  ])('tells a shopper %s what the heading says, unless they heard it', (_, byKey, said) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const host = frame(ears());
    host.show(attempt, address);
    const dialog = document.querySelector('dialog');
    const key = new KeyboardEvent('keydown', { key: 'Tab', bubbles: true });
    if (byKey) document.activeElement?.dispatchEvent(key);
    dialog?.querySelector('iframe')?.focus();
    vi.advanceTimersByTime(2_000);
    expect(dialog?.querySelector('[role=status]')?.textContent).toBe(said);
    host.end('close');
  });

  test('cancels pending announcements when it ends', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const host = frame(ears());
    host.show(attempt, address);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    host.end('close');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that starts anew, because the page moved it, is dropped: the bank’s page in it is gone', async () => {
    const events = ears();
    const host = frame(events);
    host.show(attempt, address);
    const dialog = document.querySelector('dialog')!;
    const loaded = new Promise((resolve) => dialog.querySelector('iframe')!.addEventListener('load', resolve));
    await loaded;
    expect(events.told).not.toContain('closed');
    document.body.appendChild(document.createElement('div')).append(dialog);
    await eventually(() => expect(events.told.filter((what) => what === 'closed')).toHaveLength(1));
    expect(document.querySelector('dialog')).toBeNull();
    expect(host.focus()).toBe(false);
  });

  test('can be replaced by a window within the click', () => {
    const events = ears();
    frame(events).show(attempt, address);
    document.querySelector<HTMLButtonElement>('dialog > button')?.click();
    expect(events.told).toEqual(['windowWanted']);
    expect(document.querySelector('dialog')).toBeNull();
  });
});

describe('this tab', () => {
  test('navigates to the address, and notices when it came back without the bank', () => {
    const events = ears();
    const go = vi.fn();
    const host = redirectHost(go, events);
    host.show(attempt, address);
    expect(go).toHaveBeenCalledWith(address);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    expect(events.told).toEqual([]);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(events.told).toEqual(['closed']);
    host.end('leave');
  });
});
