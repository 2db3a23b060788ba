// Talks to the server-kit over HTTP.
import type { PaymentAnswer } from '@eximpe/contract';
import { path } from '@eximpe/contract/routes';
import { readAnswer } from './read-answer.ts';
import { readCheckout, readPayment } from './read-shapes.ts';
import type { PaymentApi, Reply } from './payment-api.ts';

/** A status call is short; the charge waits for the gateway and the bank behind it. */
const TIMEOUT_MS = { ask: 10_000, charge: 60_000 } as const;
/** How long the server may hold an answer back; the time to carry it comes on top. */
const HELD_SECONDS = 20;

type Read<Value> = (body: unknown) => Value | undefined;
/** Names the attempt; the contract's `IDEMPOTENCY_HEADER`. */
const IDEMPOTENCY_HEADER = 'Idempotency-Key';

async function send<Value>(
  url: string,
  read: Read<Value>,
  init: RequestInit,
  timeoutMs: number,
  stop?: AbortSignal,
): Promise<Reply<Value>> {
  const aborter = new AbortController();
  const abort = (): void => aborter.abort();
  const timer = setTimeout(abort, timeoutMs);
  if (stop?.aborted) abort();
  stop?.addEventListener('abort', abort);
  try {
    const response = await fetch(url, {
      ...init,
      signal: aborter.signal,
      cache: 'no-store',
      credentials: 'same-origin',
      // A redirect would carry the card to an address nobody checked.
      redirect: 'error',
    });
    return await readAnswer(response, read);
  } catch {
    // The cause is dropped on purpose: it can say nothing that the shopper or a log should have.
    return { kind: 'lost', problem: { code: 'gateway_unreachable', message: 'No answer came.' } };
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', abort);
  }
}

/** `endpoint` is where the server-kit is mounted: a path, or a whole address on another origin. */
export function httpPaymentApi(endpoint: string): PaymentApi {
  const get = <Value>(url: string, read: Read<Value>, stop?: AbortSignal, heldSeconds = 0): Promise<Reply<Value>> =>
    send(url, read, { headers: { accept: 'application/json' } }, TIMEOUT_MS.ask + heldSeconds * 1000, stop);
  const post = (
    url: string,
    body: unknown,
    headers: Record<string, string>,
    timeoutMs: number,
  ): Promise<Reply<PaymentAnswer>> => {
    const json = { accept: 'application/json', 'content-type': 'application/json' };
    return send(
      url,
      readPayment,
      { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) },
      timeoutMs,
    );
  };
  return {
    checkout: (reference) => get(path(endpoint, 'checkout', { reference }), readCheckout),
    initiate: (attempt, request) =>
      post(path(endpoint, 'payments'), request, { [IDEMPOTENCY_HEADER]: attempt }, TIMEOUT_MS.charge),
    payment(handle, held, stop) {
      const url = path(endpoint, 'payment', { handle });
      return held
        ? get(`${url}?waitSeconds=${HELD_SECONDS}`, readPayment, stop, HELD_SECONDS)
        : get(url, readPayment, stop);
    },
    attempt: (attempt, stop) => get(path(endpoint, 'attempt', { attempt }), readPayment, stop),
    launch: (handle) => post(path(endpoint, 'launch', { handle }), {}, {}, TIMEOUT_MS.ask),
    abandon: (handle) => post(path(endpoint, 'abandon', { handle }), {}, {}, TIMEOUT_MS.ask),
  };
}
