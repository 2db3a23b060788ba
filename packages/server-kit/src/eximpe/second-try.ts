// Makes a call that only asks a second time when the first got no answer. Never repeats a call that may charge or change something.
import { setTimeout } from 'node:timers/promises';
import type { Call, Transport } from './transport.ts';
import type { Verdict } from './verdict.ts';

const BACKOFF_MS = 250;
/** The one clear refusal that passes by itself. */
const TOO_MANY_REQUESTS = 429;

/**
 * The same transport, but it repeats a GET, or another call that only asks, once after 250 ms: when no intelligible
 * answer came (e.g. a 503), nothing could be sent, or EximPe said 429. Both tries share the call's deadline, so no
 * caller waits longer: a first try that uses up the time is the last.
 *
 * Charges, refunds, saving and deleting a card are passed on as they are, once.
 * @param timeoutMs the transport's own deadline, for calls that have none
 */
export const withSecondTry = (transport: Transport, timeoutMs: number): Transport => ({
  async call(call) {
    if (!isRepeatable(call)) return transport.call(call);
    const endsAtMs = performance.now() + (call.timeoutMs ?? timeoutMs);
    const first = await transport.call(call);
    const leftMs = Math.floor(endsAtMs - performance.now() - BACKOFF_MS);
    if (!mayPass(first) || leftMs <= 0) return first;
    await setTimeout(BACKOFF_MS);
    return transport.call({ ...call, timeoutMs: leftMs });
  },
  forMerchant: (merchantId) => withSecondTry(transport.forMerchant(merchantId), timeoutMs),
  close: () => transport.close(),
});

const isRepeatable = ({ method, onlyAsks }: Call): boolean => method === 'GET' || onlyAsks === true;

const mayPass = (verdict: Verdict): boolean =>
  verdict.kind === 'lost' || verdict.kind === 'not_sent' || verdict.httpStatus === TOO_MANY_REQUESTS;
