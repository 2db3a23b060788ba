// EximPe did not answer: reports it as telemetry and, if EximPe refused us, to the merchant.
import { helpFor } from '../errors/kit-error.ts';
import type { Attempt } from './attempt/attempt.ts';
import { about, type PaymentEvent } from './payment-event.ts';
import type { NoAnswer } from './ports/gateway.ts';
import type { Ports } from './ports/ports.ts';

type Verb = Extract<PaymentEvent, { readonly type: 'gateway.error' }>['verb'];

/** Waiting clients ask every few seconds; the log need not repeat this as often. */
const SAID_AGAIN_AFTER_MS = 10 * 60_000;

/** Emits an event each time. Also logs refused credentials as an error, once in ten minutes for all processes and calls. */
export async function reportNoAnswer(ports: Ports, verb: Verb, answer: NoAnswer, attempt?: Attempt): Promise<void> {
  const { kind, detail } = answer;
  const subject = attempt === undefined ? {} : about(attempt);
  ports.emit({ type: 'gateway.error', verb, detail, ...subject });
  if (kind !== 'denied') return;
  if ((await ports.store.claim('credentials-refused', SAID_AGAIN_AFTER_MS)) === undefined) return;
  const code = 'EXIMPE_CREDENTIALS_REFUSED';
  ports.log.error(
    { code, help: helpFor(code), verb, detail, ...subject },
    'EximPe refuses the credentials or the account, or does not allow it this call',
  );
}
