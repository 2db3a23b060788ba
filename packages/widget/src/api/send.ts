// Sends one request to the server-kit, and gives one reply whatever happens.
import { unrepeated } from './address.ts';
import { readAnswer } from './read-answer.ts';
import type { Reply } from './payment-api.ts';
import { tellRedirect } from './tell-developer.ts';

/** A status request is short; a charge waits for the gateway and for the bank behind it. */
export const ASK_TIMEOUT_MS = 10_000;
export const CHARGE_TIMEOUT_MS = 60_000;

export type Read<Value> = (body: unknown) => Value | undefined;

/** Never rejects. A request with a body is a POST. */
export async function send<Value>(
  url: string,
  read: Read<Value>,
  { body, headers, timeoutMs = ASK_TIMEOUT_MS, stop }: Sending = {},
): Promise<Reply<Value>> {
  const aborter = new AbortController();
  const abort = (): void => aborter.abort();
  const timer = setTimeout(abort, timeoutMs);
  stop?.addEventListener('abort', abort);
  try {
    const response = await fetch(body ? url : unrepeated(url), {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      signal: aborter.signal,
      cache: 'no-store',
      // A followed redirect would carry the card to an address that nobody checked.
      redirect: 'manual',
    });
    if (response.type === 'opaqueredirect') return redirected(url);
    return await readAnswer(response, read);
  } catch {
    // The cause is dropped on purpose: it holds nothing that the shopper or a log should see.
    return { kind: 'lost', problem: { code: 'gateway_unreachable', message: 'No answer.' } };
  } finally {
    clearTimeout(timer);
  }
}

/** Only the page's developer can mend a redirect. */
function redirected(url: string): Reply<never> {
  tellRedirect(url);
  return { kind: 'lost', problem: { code: 'gateway_unreachable', message: 'Redirected.' } };
}

interface Sending {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly stop?: AbortSignal | undefined;
}
