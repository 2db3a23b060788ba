// One request to the server-kit, and one reply whatever happens.
import { readAnswer } from './read-answer.ts';
import type { Reply } from './payment-api.ts';

/** How long a reply is waited for: a status call is short; the charge waits for the gateway and the bank behind it. */
export const TIMEOUT_MS = { ask: 10_000, charge: 60_000 } as const;

export type Read<Value> = (body: unknown) => Value | undefined;

/** Never rejects. */
export async function send<Value>(
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

export const get = <Value>(
  url: string,
  read: Read<Value>,
  stop?: AbortSignal,
  heldSeconds = 0,
): Promise<Reply<Value>> =>
  send(url, read, { headers: { accept: 'application/json' } }, TIMEOUT_MS.ask + heldSeconds * 1000, stop);

export const post = <Value>(
  url: string,
  read: Read<Value>,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
  timeoutMs: number = TIMEOUT_MS.ask,
): Promise<Reply<Value>> => {
  const json = { accept: 'application/json', 'content-type': 'application/json' };
  return send(url, read, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) }, timeoutMs);
};
