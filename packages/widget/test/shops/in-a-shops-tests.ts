// What a shop's own unit tests do with the form, in a DOM in Node. The shop mocks its server itself.
import type { CheckoutAnswer, PaymentAnswer } from '@eximpe/contract';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';

const CHECKOUT: CheckoutAnswer = {
  reference: 'ORDER-1',
  amount: '1000.00',
  currency: 'INR',
  environment: 'sandbox',
  networks: ['visa', 'rupay'],
  mop: 'detected',
  paid: false,
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

const isHere = (condition: () => boolean): Promise<void> => vi.waitFor(() => expect(condition()).toBe(true));

export function inAShopsTests(): void {
  let outcome: Partial<PaymentAnswer>;

  beforeAll(async () => {
    vi.stubGlobal('fetch', async (url: string, { method, headers }: RequestInit = {}) => {
      const attempt = (headers as Record<string, string>)['Idempotency-Key'] ?? '';
      if (url.includes('/checkouts/')) return Response.json(CHECKOUT);
      if (method === 'POST' && url.endsWith('/eximpe/payments'))
        return Response.json({ ...payment(attempt), ...outcome });
      return Response.json({ code: 'not_found', message: 'No.' }, { status: 404 });
    });
    await import('@eximpe/card-form/define');
  });
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

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

  test.each(['shadow', 'light'])('the form is in its %s root, and shows what is wrong', async (root) => {
    const form = await formWith({ 'render-root': root });
    const button = inside(form).querySelector('[data-field=pay]') as HTMLElement;
    await isHere(() => button.textContent.includes('1,000'));
    button.click();
    await isHere(() => inside(form).querySelectorAll('[aria-invalid=true]').length > 0);
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
    outcome = { launchUrl: '/eximpe/challenge/x' };
    const form = await formWith({ challenge });
    const moved: string[] = [];
    form.addEventListener('eximpe-state', (event) => moved.push(event.detail.state));
    pay(form);
    await isHere(() => moved.includes('challenge'));
    form.remove();
  });
}
