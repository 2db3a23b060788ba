// A webhook as it came, read: refused, unreadable, or an event in our words.
import type { GatewayNotice } from '../../payments/gateway-notice.ts';
import type { StatusReport } from '../../payments/ports/gateway.ts';
import { gatewayNotices, parseEvent, paymentReport, unclearPayment } from './event.ts';
import { PING } from './ping.ts';
import type { RefusalReason } from './refusal.ts';
import { checkSignature, type HeaderOf } from './signature.ts';

export interface WebhookEvent {
  readonly kind: 'event';
  /** The same for each delivery of one event; undefined when EximPe gave it none. */
  readonly id: string | undefined;
  /** EximPe's name for it, for the log. */
  readonly name: string;
  /** A payment's outcome. */
  readonly report?: StatusReport;
  /** The payment whose outcome the event tells in unknown words, so that the kit can ask EximPe. */
  readonly unclear?: Pick<StatusReport, 'referenceId' | 'orderId'>;
  /** Everything else that the event tells. */
  readonly notices: readonly GatewayNotice[];
}

export type WebhookReading =
  /** Not signed by EximPe, as far as can be told. `says` names likely cause and remedy, for the log; it holds no key. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly says: string }
  /** Genuine, but not in the documented form. */
  | { readonly kind: 'unreadable' }
  /** Sent by our own doctor. */
  | { readonly kind: 'ping' }
  | WebhookEvent;

/**
 * @param header looks a header up by its lower-case name
 * @param keys encryption keys; several while one replaces another
 */
export function readWebhook(body: Buffer, header: HeaderOf, keys: readonly string[], nowMs: number): WebhookReading {
  const refusal = checkSignature(body, header, keys, nowMs);
  if (refusal) return { kind: 'refused', ...refusal };
  const event = parseEvent(body);
  if (!event) return { kind: 'unreadable' };
  const { sequence_number: id, event_type: name } = event;
  if (name === PING) return { kind: 'ping' };
  const about = { kind: 'event', id: id ?? undefined, name } as const;
  const report = paymentReport(event);
  if (report) return { ...about, report, notices: [] };
  const unclear = unclearPayment(event);
  return unclear ? { ...about, unclear, notices: [] } : { ...about, notices: gatewayNotices(event) };
}
