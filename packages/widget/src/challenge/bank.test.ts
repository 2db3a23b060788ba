import { expect, test } from 'vitest';
import { createBank } from './bank.ts';
import type { HostEvents } from './challenge-host.ts';

const nothing = (): void => {};
const EVENTS: HostEvents = { closed: nothing, blocked: nothing, windowWanted: nothing, signalled: nothing };

const modeOf = (challenge: string): string =>
  createBank(
    {
      endpoint: '/eximpe',
      challenge,
      lang: () => 'en',
      words: (key) => key,
      sale: () => ({ shopName: 'Neel Bazaar', amount: '₹1,000.00' }),
      frameParent: () => document.body,
    },
    EVENTS,
  ).mode();

test.each(['constructor', 'toString', '__proto__', 'window', ''])('%j is no mode: it means auto', (challenge) => {
  expect(modeOf(challenge)).toBe(modeOf('auto'));
});

test('a mode is used as named', () => {
  expect(modeOf('redirect')).toBe('redirect');
});
