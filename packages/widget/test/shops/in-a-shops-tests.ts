// What a shop's own unit tests do with the form, in a DOM in Node. The shop mocks its server itself.
import type { CheckoutAnswer, PaymentAnswer, SavedCard } from '@eximpe/contract';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { eventually } from '../eventually.ts';

const CHECKOUT: CheckoutAnswer = {
  reference: 'ORDER-1',
  amount: '1000.00',
  currency: 'INR',
  environment: 'sandbox',
  networks: ['visa', 'rupay'],
  mop: 'detected',
  paid: false,
  savesCards: true,
};
const SAVED_CARD: SavedCard = {
  id: 'saved-card-saved-card-saved-card',
  network: 'visa',
  mop: 'debit_card',
  last4: '0003',
  expiryMonth: '05',
  expiryYear: '2030',
};
const payment = (attempt: string): PaymentAnswer => ({
  handle: 'handle-handle-handle-handle',
  attempt,
  status: 'pending',
  orderId: 'OD1234567890',
  network: 'visa',
  last4: '0003',
  amount: '1000.00',
});

const isHere = (condition: () => boolean): Promise<void> => eventually(() => expect(condition()).toBe(true));

/** A form that stays out of the page ends in a microtask. */
const ended = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What a test file takes away at its end: a removed form that still did something would then fail the file. */
async function withoutDom(work: () => Promise<unknown>): Promise<void> {
  const names = ['window', 'document', 'location', 'navigator', 'sessionStorage', 'requestAnimationFrame'];
  const kept = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const name of names) Reflect.deleteProperty(globalThis, name);
  try {
    await work();
  } finally {
    for (const [name, descriptor] of kept) if (descriptor) Object.defineProperty(globalThis, name, descriptor);
  }
}

export function inAShopsTests(): void {
  let outcome: Partial<PaymentAnswer>;
  let cards: SavedCard[] = [];

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    vi.stubGlobal('fetch', async (url: string, { method, headers }: RequestInit = {}) => {
      const attempt = new Headers(headers).get('Idempotency-Key') ?? '';
      if (url.includes('/checkouts/')) return Response.json(CHECKOUT);
      if (method === 'POST' && url.endsWith('/eximpe/payments'))
        return Response.json({ ...payment(attempt), ...outcome });
      if (url.includes('/eximpe/saved-cards')) return Response.json({ cards });
      return Response.json({ code: 'not_found', message: 'No.' }, { status: 404 });
    });
    await import('@eximpe/card-form/define');
  });
  afterEach(async () => {
    document.body.replaceChildren();
    sessionStorage.clear();
    cards = [];
    await ended();
    await withoutDom(() => vi.runAllTimersAsync());
  });
  afterAll(() => void vi.useRealTimers());

  async function formWith(attributes: Readonly<Record<string, string>>): Promise<HTMLElement> {
    const form = document.createElement('eximpe-card-form');
    for (const [name, value] of Object.entries({ endpoint: '/eximpe', checkout: 'ORDER-1', ...attributes }))
      form.setAttribute(name, value);
    const ready = new Promise((resolve) => form.addEventListener('eximpe-ready', resolve, { once: true }));
    document.body.append(form);
    await ready;
    return form;
  }
  const inside = (form: HTMLElement): ParentNode => form.shadowRoot ?? form;
  function type(form: HTMLElement, field: string, text: string): void {
    const input = inside(form).querySelector(`[data-field=${field}]`) as HTMLInputElement;
    input.focus();
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
  function pay(form: HTMLElement): void {
    type(form, 'number', '4895380110000003');
    type(form, 'expiry', '05/30');
    type(form, 'cvc', '123');
    type(form, 'name', 'Asha Menon');
    (inside(form).querySelector('[data-field=pay]') as HTMLElement).click();
  }

  async function formAtBank(challenge: string): Promise<HTMLElement> {
    outcome = { launchUrl: '/eximpe/challenge/x' };
    const form = await formWith({ challenge });
    const moved: string[] = [];
    form.addEventListener('eximpe-state', (event) => moved.push(event.detail.state));
    pay(form);
    await isHere(() => moved.includes('challenge'));
    return form;
  }

  // First, since parts load once.
  test('the form can be removed while its parts and its words load', async () => {
    const form = await formWith({ lang: 'hi' });
    form.remove();
    await ended();
    await withoutDom(() =>
      Promise.all([
        import('@eximpe/card-form/saved-cards.js'),
        import('@eximpe/card-form/parts/diagnostics.js'),
        import('@eximpe/card-form/lang/hi.js'),
      ]),
    );
  });

  test.each(['shadow', 'light'])('the form is in its %s root, and shows what is wrong', async (root) => {
    const form = await formWith({ 'render-root': root });
    const button = inside(form).querySelector('[data-field=pay]') as HTMLElement;
    await isHere(() => button.textContent.includes('1,000'));
    button.click();
    await isHere(() => inside(form).querySelectorAll('[aria-invalid=true]').length > 0);
  });

  test.each(['shadow', 'light'])('saved cards are listed in its %s root', async (root) => {
    cards = [SAVED_CARD];
    const form = await formWith({ 'render-root': root });
    await isHere(() => inside(form).querySelector('[part=saved-card]')?.textContent.includes('0003') === true);
  });

  test('a payment without the bank’s page is reported to the page', async () => {
    outcome = { status: 'successful' };
    const form = await formWith({ challenge: 'popup' });
    const told = new Promise((resolve) =>
      form.addEventListener('eximpe-outcome', (event) => resolve(event.detail.status)),
    );
    pay(form);
    expect(await told).toBe('successful');
  });

  test.each(['popup', 'iframe', 'redirect'])('the form can be removed while the bank is in a %s', async (challenge) => {
    (await formAtBank(challenge)).remove();
  });

  // In the same task, jsdom empties the page and Vitest takes its DOM away.
  test.each(['popup', 'iframe', 'redirect'])(
    'the form can be left on the page, with the bank in a %s',
    async (challenge) => {
      await formAtBank(challenge);
      document.body.innerHTML = '';
      await withoutDom(ended);
    },
  );

  test('the form can be removed while a card is typed', async () => {
    const form = await formWith({});
    const timers = vi.getTimerCount();
    type(form, 'number', '4895380110000003');
    await eventually(() => expect(vi.getTimerCount()).toBeGreaterThan(timers));
  });
}
