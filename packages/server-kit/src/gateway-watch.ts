// Writes to the log and to events when EximPe stops answering, and when it answers again.
import { helpFor } from './errors/kit-error.ts';
import type { Ports } from './payments/ports/ports.ts';

type Told = Pick<Ports, 'log' | 'emit'>;

const code = 'EXIMPE_GATEWAY_DOWN';
const help = helpFor(code);

/** @param detail the result of the last call, in one line */
export function gatewayDown({ log, emit }: Told, detail: string): void {
  log.error(
    { code, help, detail },
    'EximPe does not answer: calls to it fail immediately, and one is tried every few seconds',
  );
  emit({ type: 'gateway.down', detail });
}

export function gatewayUp({ log, emit }: Told): void {
  log.warn({ code, help }, 'EximPe answers again');
  emit({ type: 'gateway.up' });
}
