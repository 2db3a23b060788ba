import { problem, PROBLEMS, type NewCard } from '@eximpe/contract';
import { afterEach, expect, test, vi } from 'vitest';
import type { ScriptedCheckout } from '../../test/scripted-kit.ts';
import type { HostWords } from '../challenge/challenge-host.ts';
import { createController } from './create-controller.ts';
import type { ControllerOptions } from './create-controller.ts';
import type { PaymentController } from './payment-controller.ts';
import type { PaymentState } from './state.ts';
import { eventually } from '../../test/eventually.ts';

const KIT = '/scripted-kit';
const words: HostWords = (key) =>
  ({
    bank_page: 'Your bank’s page',
    challenge_title: 'Confirm with your bank',
    new_window: 'Open the bank’s page in a new window',
    close: 'Close',
  })[key];
const CARD: NewCard = {
  kind: 'new',
  number: '4895380110000003',
  expiryMonth: '05',
  expiryYear: '2030',
  cvc: '123',
  holderName: 'John Doe',
  network: 'visa',
};

const running: PaymentController[] = [];
afterEach(() => {
  for (const controller of running.splice(0)) controller.stop();
  sessionStorage.clear();
});

/** As signed by a shop's server, again for each page. */
type Session = `${string}.${string}.${string}`;
const session = (checkout: string, jti: string): Session => {
  const claims = JSON.stringify({ jti, checkout, amount: '1000.00', exp: 1_800_000_000, sub: 'Ödön???>>>' });
  const payload = btoa(String.fromCharCode(...new TextEncoder().encode(claims)));
  return `eyJhbGciOiJIUzI1NiJ9.${payload.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.c2lnbmVk`;
};

interface Shop {
  readonly controller: PaymentController;
  readonly seen: PaymentState[];
  reach<Kind extends PaymentState['kind']>(kind: Kind, more?: object): Promise<Extract<PaymentState, { kind: Kind }>>;
}

function openShop(checkout: ScriptedCheckout | Session, challenge: ControllerOptions['challenge'] = 'iframe'): Shop {
  const seen: PaymentState[] = [];
  const frameParent = (): HTMLElement => document.body;
  const controller = createController({
    endpoint: KIT,
    challenge,
    lang: () => 'en',
    words,
    onState: (state) => seen.push(state),
    frameParent,
    sale: () => ({ shopName: 'Neel Bazaar', amount: '₹1,000.00' }),
  });
  running.push(controller);
  controller.start(checkout);
  return {
    controller,
    seen,
    async reach(kind, more = {}) {
      await eventually(() => expect(controller.state).toMatchObject({ kind, ...more }));
      return controller.state as Extract<PaymentState, { kind: typeof kind }>;
    },
  };
}

async function submit(shop: Shop): Promise<void> {
  await shop.reach('entry');
  shop.controller.submit(CARD);
}
const attemptOf = ({ seen }: Shop): string => {
  const submitting = seen.find((state) => state.kind === 'submitting');
  return submitting?.attempt ?? '';
};
const ordersOf = async (attempt: string): Promise<number> =>
  ((await (await fetch(`${KIT}/requests/${attempt}`)).json()) as unknown[]).length;
const bankDecides = (attempt: string, status: string): Promise<Response> =>
  fetch(`${KIT}/bank/${attempt}/decide?status=${status}`);
const dialog = (): HTMLDialogElement | null => document.querySelector('dialog');

test.each(['popup', 'iframe'] as const)('pays in a %s, and removes the bank’s page', async (challenge) => {
  const open = vi.spyOn(window, 'open');
  const shop = openShop('BANK-PAYS', challenge);
  await submit(shop);
  await shop.reach('paid', { payment: { status: 'successful' } });
  expect(shop.seen.map(({ kind }) => kind)).toContain('challenge');
  expect(dialog()).toBeNull();
  const popup = open.mock.results[0]?.value as Window | undefined;
  await eventually(() => expect(popup?.closed ?? true).toBe(true));
  open.mockRestore();
});

test('pays without a challenge, and closes the waiting window', async () => {
  const open = vi.spyOn(window, 'open');
  const shop = openShop('NO-CHALLENGE', 'popup');
  await submit(shop);
  await shop.reach('paid');
  await eventually(() => expect((open.mock.results[0]?.value as Window | undefined)?.closed).toBe(true));
  open.mockRestore();
});

test('says why a card was declined, and accepts another one with a new id', async () => {
  const shop = openShop('DECLINED');
  await submit(shop);
  await shop.reach('failed', { problem: { code: 'insufficient_funds' } });
  shop.controller.submit(CARD);
  await shop.reach('failed');
  const attempts = shop.seen.flatMap((state) => (state.kind === 'submitting' ? [state.attempt] : []));
  expect(new Set(attempts).size).toBe(2);
});

test('a double click makes one order', async () => {
  const shop = openShop('BANK-WAITS');
  await submit(shop);
  shop.controller.submit(CARD);
  shop.controller.submit(CARD);
  await shop.reach('challenge');
  expect(shop.seen.filter(({ kind }) => kind === 'submitting')).toHaveLength(1);
  expect(await ordersOf(attemptOf(shop))).toBe(1);
});

test('a lost answer is looked up, and the bank’s page can be opened for the same payment', async () => {
  const shop = openShop('ANSWER-LOST');
  await submit(shop);
  const { payment } = await shop.reach('challenge', { window: 'closed' });
  expect(payment.attempt).toBe(attemptOf(shop));
  shop.controller.reopenChallenge();
  await shop.reach('challenge', { window: 'open' });
  await eventually(() => expect(dialog()?.querySelector('iframe')?.src).toContain('/challenge/'));
  expect(await ordersOf(payment.attempt)).toBe(1);
});

test('“Check again” gets its answer even if that first reveals the payment', async () => {
  const shop = openShop('ORDER-UNMADE');
  await submit(shop);
  const { attempt } = await shop.reach('checking', { payment: null });
  const told = vi.fn();
  void shop.controller.checkNow().then(told);
  await eventually(async () => {
    await bankDecides(attempt, 'pending');
    expect(shop.controller.state).toMatchObject({ kind: 'checking', payment: { attempt } });
  });
  await eventually(() => expect(told).toHaveBeenCalledOnce());
});

test('“Check again” tells whether the server reported the status of the payment', async () => {
  const shop = openShop('BANK-WAITS');
  await submit(shop);
  await shop.reach('challenge');
  expect(await shop.controller.checkNow()).toBe(true);
  const line = vi.spyOn(window, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  expect(await shop.controller.checkNow()).toBe(false);
  for (const code of ['too_many_attempts', 'not_found'] as const) {
    line.mockImplementation(() => Promise.resolve(Response.json(problem(code), { status: PROBLEMS[code].http })));
    expect(await shop.controller.checkNow(), code).toBe(false);
  }
  line.mockRestore();
});

test('a card that never arrived can be sent again', async () => {
  const shop = openShop('NEVER-ARRIVED');
  await submit(shop);
  await shop.reach('entry', { problem: { code: 'gateway_unreachable' } });
  expect(sessionStorage).toHaveLength(0);
});

test('an undecided payment of this checkout is resumed instead of making a second one', async () => {
  const shop = openShop('PENDING-ELSEWHERE');
  await submit(shop);
  const { payment } = await shop.reach('challenge', { window: 'closed' });
  expect(payment.attempt).not.toBe(attemptOf(shop));
});

test('a refused template returns to the form', async () => {
  const shop = openShop('TEMPLATE-REFUSED');
  await submit(shop);
  await shop.reach('entry', { problem: { code: 'challenge_unavailable', message: 'action_is_ip_address' } });
});

test.each<[string, (page: number) => ScriptedCheckout | Session]>([
  ['reference', () => 'BANK-WAITS'],
  ['reference with dots', () => 'INV.2026.7'],
  ['session, signed again', (page) => session('ऑर्डर-1', `page-${page}`)],
])('a reload finds the payment again, and the truth, by its %s', async (_, nameOn) => {
  const before = openShop(nameOn(1));
  await submit(before);
  const { payment } = await before.reach('challenge');
  before.controller.stop();

  await openShop(session('ORDER-2', 'page-2')).reach('entry');
  const after = openShop(nameOn(2));
  await after.reach('challenge', { window: 'closed', checkout: { amount: '1000.00' } });
  await bankDecides(payment.attempt, 'successful');
  void after.controller.checkNow();
  await after.reach('paid');

  const later = openShop(nameOn(3));
  await later.reach('entry');
});

test('learns the outcome from the stream, the moment the server knows', async () => {
  const shop = openShop('PUSHED');
  await submit(shop);
  const { payment } = await shop.reach('challenge');
  await eventually(async () => {
    await bankDecides(payment.attempt, 'successful');
    expect(shop.controller.state.kind).toBe('paid');
  });
});

test('cancelling asks the server, whose answer decides', async () => {
  const shop = openShop('BANK-WAITS');
  await submit(shop);
  await shop.reach('challenge');
  shop.controller.cancel();
  await shop.reach('entry', { problem: { code: 'challenge_cancelled' } });

  shop.controller.submit(CARD);
  const { payment } = await shop.reach('challenge');
  await bankDecides(payment.attempt, 'successful');
  shop.controller.cancel();
  await shop.reach('paid');
});

test('another checkout during a payment does not disturb it', async () => {
  const shop = openShop('BANK-WAITS');
  await submit(shop);
  await shop.reach('challenge');
  shop.controller.start('DECLINED');
  expect(shop.controller.state.kind).toBe('challenge');
});

test('a checkout that replaces a failed one shows the reason for the failure', async () => {
  const shop = openShop('DECLINED');
  await submit(shop);
  const failed = await shop.reach('failed');
  shop.controller.start('BANK-WAITS', failed.problem);
  await shop.reach('entry', { problem: failed.problem });
});

test('the bank’s frame has exactly the permissions it needs, a title, and a way out', async () => {
  const shop = openShop('BANK-WAITS');
  await submit(shop);
  await shop.reach('challenge');
  const frame = dialog()?.querySelector('iframe');
  expect(frame?.getAttribute('sandbox')).toBe(
    'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals',
  );
  expect(frame?.getAttribute('allow')).toBe('publickey-credentials-get *; payment *; otp-credentials *');
  expect(frame?.title).toBe('Your bank’s page');
  expect(dialog()?.open).toBe(true);
  expect(dialog()?.textContent).toContain(words('new_window'));
});

test('the way out of the frame opens a window for the same payment', async () => {
  const open = vi.spyOn(window, 'open');
  const shop = openShop('BANK-WAITS');
  await submit(shop);
  const { payment } = await shop.reach('challenge');
  [...document.querySelectorAll('dialog button')]
    .find(({ textContent }) => textContent?.startsWith('Open'))
    ?.dispatchEvent(new MouseEvent('click'));
  await shop.reach('challenge', { mode: 'popup', window: 'open', payment: { attempt: payment.attempt } });
  expect(dialog()).toBeNull();
  expect(await ordersOf(payment.attempt)).toBe(1);
  (open.mock.results[0]?.value as Window | undefined)?.close();
  await shop.reach('challenge', { window: 'closed' });
  open.mockRestore();
});

test('closing the dialog decides nothing', async () => {
  const shop = openShop('BANK-WAITS');
  await submit(shop);
  await shop.reach('challenge');
  dialog()?.dispatchEvent(new Event('cancel', { cancelable: true }));
  await shop.reach('challenge', { window: 'closed' });
});

test('a blocked window waits for a click', async () => {
  const open = vi.spyOn(window, 'open').mockReturnValue(null);
  const shop = openShop('BANK-WAITS', 'popup');
  await submit(shop);
  await shop.reach('challenge', { mode: 'popup', window: 'blocked' });
  open.mockRestore();
});

test('the card is in no storage, state or address', async () => {
  const shop = openShop('BANK-WAITS');
  await submit(shop);
  await shop.reach('challenge');
  const everywhere = JSON.stringify([
    shop.seen,
    Object.entries(sessionStorage),
    Object.entries(localStorage),
    location.href,
    document.cookie,
    dialog()?.outerHTML,
  ]);
  expect(everywhere).toContain(attemptOf(shop));
  expect(everywhere).not.toContain(CARD.number);
  expect(everywhere).not.toContain(CARD.holderName);
});
