import { IDEMPOTENCY_HEADER, path, problem } from '@eximpe/contract';
import { describe, expect, test, vi } from 'vitest';
import { lookUpBin } from './bin-api.ts';
import { savedCardsApi } from '../saved-cards/saved-cards-api.ts';
import { httpPaymentApi } from './http-payment-api.ts';

const base64url = (text: string): string => btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
/** An endpoint that answers everything the same way; status 0 hangs up. */
const saying = (status: number, body: unknown, type = 'application/json'): string =>
  `/scripted-kit/say/${base64url(JSON.stringify({ status, type, text: typeof body === 'string' ? body : JSON.stringify(body) }))}`;

const attempt = '0f8fad5b-d9cb-469f-a165-70867728950e';
const handle = 'handle.0123456789.0123456789';
const payment = {
  handle,
  attempt,
  status: 'pending',
  orderId: 'OD1',
  network: 'visa',
  last4: '0003',
  amount: '1000.00',
};
const request = {
  checkout: 'ORDER-1',
  card: {
    kind: 'new',
    number: '4895380110000003',
    expiryMonth: '05',
    expiryYear: '2030',
    cvc: '123',
    holderName: 'John Doe',
    network: 'visa',
  },
} as const;

test('sends the card once, as JSON, with the attempt’s id', async () => {
  const endpoint = saying(201, payment);
  expect(await httpPaymentApi(endpoint, 'a/b').initiate(attempt, request)).toEqual({ kind: 'answer', value: payment });
  const sent = (await (await fetch(`/scripted-kit/requests/${endpoint.split('/').at(-1)}`)).json()) as Record<
    string,
    unknown
  >[];
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    method: 'POST',
    headers: { [IDEMPOTENCY_HEADER.toLowerCase()]: attempt, 'content-type': 'application/json' },
  });
  expect(JSON.parse(String(sent[0]?.['body']))).toEqual(request);
});

test('uses the paths of the contract', async () => {
  const asked: string[] = [];
  const send = window.fetch;
  window.fetch = (to) => {
    asked.push((to as string).replace(/[?&]question=.*/, ''));
    return Promise.reject(new TypeError('Nothing is sent.'));
  };
  try {
    const api = httpPaymentApi('/kit/', 'a/b');
    await api.checkout();
    await api.initiate(attempt, request);
    await api.payment(handle, false);
    await api.attempt(attempt);
    await api.launch(handle);
    await api.cancel(handle);
    await lookUpBin('/kit', 'a/b', '48953801');
    await savedCardsApi('/kit', 'a/b').list(new AbortController().signal);
    await savedCardsApi('/kit', 'a/b').remove('card');
  } finally {
    window.fetch = send;
  }
  const at = `${location.origin}/kit`;
  expect(asked).toEqual([
    // With the address where the form found the kit, so that a wrong public address is reported before anybody pays.
    `${path(at, 'checkout', { reference: 'a/b' })}?mount=${encodeURIComponent(`${location.origin}/kit/`)}`,
    path(at, 'payments'),
    path(at, 'payment', { handle }),
    `${path(at, 'attempt', { attempt })}?checkout=a%2Fb`,
    path(at, 'launch', { handle }),
    path(at, 'cancel', { handle }),
    `${path(at, 'bin')}?checkout=a%2Fb`,
    `${path(at, 'savedCards')}?checkout=a%2Fb`,
    `${path(at, 'deleteSavedCard', { card: 'card' })}?checkout=a%2Fb`,
  ]);
});

test('gets new answers about a payment even if the shop’s service worker answers from its cache', async () => {
  const answers = [payment, { ...payment, status: 'successful' }];
  const kept = new Map<string, Response>();
  const send = vi.spyOn(window, 'fetch').mockImplementation((to) => {
    const answer = kept.get(to as string) ?? Response.json(answers.shift());
    kept.set(to as string, answer.clone());
    return Promise.resolve(answer);
  });
  const api = httpPaymentApi('/kit', 'ORDER-1');
  const first = await api.payment(handle, true);
  const second = await api.payment(handle, true);
  send.mockRestore();
  expect([first, second]).toMatchObject([{ value: { status: 'pending' } }, { value: { status: 'successful' } }]);
});

describe('a refusal is trusted only from the server-kit, and only if it says that nothing was charged', () => {
  test.each([
    ['refused', 422, 'card_type_needed'],
    ['refused', 409, 'attempt_pending'],
    ['refused', 409, 'already_paid'],
    ['refused', 429, 'too_many_attempts'],
    ['refused', 404, 'attempt_unknown'],
    ['lost', 200, 'outcome_unknown'],
    ['lost', 502, 'gateway_unreachable'],
    ['lost', 503, 'checkout_unavailable'],
    ['lost', 502, 'gateway_unintelligible'],
    ['lost', 500, 'merchant_misconfigured'],
    ['lost', 503, 'request_invalid'],
  ] as const)('%s: %i %s', async (kind, status, code) => {
    expect(await httpPaymentApi(saying(status, problem(code)), 'a/b').initiate(attempt, request)).toEqual({
      kind,
      problem: problem(code),
    });
  });
});

describe('an answer with an invalid format is ignored', () => {
  test.each([
    ['HTML with status 200', saying(200, '<h1>OK</h1>', 'text/html')],
    ['a proxy’s error page', saying(404, '<h1>Not Found</h1>', 'text/html')],
    ['HTML that claims to be JSON', saying(200, '<h1>OK</h1>')],
    ['nothing', saying(200, '')],
    ['half an answer', saying(200, JSON.stringify(payment).slice(0, 40))],
    ['an unknown status', saying(200, { ...payment, status: 'paid' })],
    ['a payment without a handle', saying(200, { ...payment, handle: undefined })],
    ['a list', saying(200, [payment])],
    ['too much data', '/scripted-kit/flood'],
    ['a problem without a code', saying(402, { message: 'Sorry.' })],
  ])('%s', async (_, endpoint) => {
    expect(await httpPaymentApi(endpoint, 'a/b').payment(handle, false)).toMatchObject({
      kind: 'lost',
      problem: { code: 'gateway_unintelligible' },
    });
  });

  test.each([
    ['a broken connection', saying(0, '')],
    ['a redirect, which could carry the card elsewhere', saying(307, '')],
    ['a redirect to a trailing slash', saying(308, '')],
  ])('%s', async (_, endpoint) => {
    expect(await httpPaymentApi(endpoint, 'a/b').initiate(attempt, request)).toMatchObject({
      kind: 'lost',
      problem: { code: 'gateway_unreachable' },
    });
  });
});

describe('the console tells the developer', () => {
  const warnings = async (ask: () => Promise<unknown>): Promise<string[]> => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await ask();
    await ask();
    const said = warn.mock.calls.map(([sentence]) => String(sentence));
    warn.mockRestore();
    return said;
  };

  test.each([
    ['a page', saying(403, '<h1>CSRF token missing</h1>', 'text/html')],
    ['plain text', saying(403, 'Forbidden', 'text/plain')],
    ['a framework’s problem', saying(403, { statusCode: 403, message: 'Invalid CSRF token', error: 'Forbidden' })],
    ['nothing', saying(403, '')],
  ])('once, that %s arrived instead of an answer from the server-kit', async (_, endpoint) => {
    const said = await warnings(() => httpPaymentApi(endpoint, 'a/b').initiate(attempt, request));
    expect(said).toEqual([expect.stringMatching(/\/payments was answered \(403\), but not by the server-kit: .*CSRF/)]);
  });

  test.each([
    ['a redirect', saying(308, '')],
    ['a page', saying(200, '<!doctype html>', 'text/html')],
  ])('%s, without the session that opens the checkout', async (_, endpoint) => {
    const session = 'eyJhbGciOiJIUzI1NiJ9.eyJjaGVja291dCI6Ik8ifQ.c2lnbmVk';
    const api = httpPaymentApi(endpoint, session);
    const said = await warnings(async () => Promise.all([api.checkout(), api.attempt(attempt)]));
    expect(said).not.toEqual([]);
    expect(said.join()).not.toContain(session);
  });

  test('once, that the server-kit has a different public address', async () => {
    const checkout = { reference: 'a', amount: '1.00', currency: 'INR', mop: 'ask', networks: ['visa'], paid: false };
    const endpoint = saying(200, { ...checkout, mountedAt: 'https://shop.example/eximpe' });
    const said = await warnings(() => httpPaymentApi(endpoint, 'a/b').checkout());
    expect(said).toEqual([expect.stringMatching(/is configured for https:\/\/shop\.example\/eximpe/)]);
  });

  test('that a request was redirected, with the address and without the card', async () => {
    const endpoint = saying(308, 'named');
    const written = (await warnings(() => httpPaymentApi(endpoint, 'a/b').initiate(attempt, request))).join();
    expect(written).toContain(`${endpoint}/payments was redirected`);
    expect(written).not.toContain(request.card.number);
    const sent = (await (await fetch(`/scripted-kit/requests/${endpoint.split('/').at(-1)}`)).json()) as unknown[];
    // Once per call, since redirects are not followed.
    expect(sent).toHaveLength(2);
  });
});
