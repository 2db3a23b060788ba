// What follows once a payment is settled: the merchant's hook first, then what a capture brings with it.
import type { AttemptId } from '@eximpe/contract';
import { deliverSettled } from './deliver-settled.ts';
import { followCapture } from './follow-capture.ts';
import type { Ports } from './ports/ports.ts';

/** Does what is due, and nothing twice at once; what could not be done stays due in the store. */
export async function followUp(ports: Ports, id: AttemptId): Promise<void> {
  await deliverSettled(ports, id);
  await followCapture(ports, id);
}
