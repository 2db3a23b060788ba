// The values for the placeholders of the form's messages.
import type { CheckoutAnswer } from '@eximpe/contract';
import { shapeOf, type Detection } from '../card/detect-network.ts';
import { titleOf } from '../card/networks.ts';

/** `{network}`, `{networks}` and `{count}` (digits of the security code). */
export const wordValues = (
  checkout: CheckoutAnswer | null,
  detection: Detection,
): Readonly<Record<string, string>> => ({
  network: titleOf(detection.network ?? ''),
  networks: (checkout?.networks ?? []).map(titleOf).join(', '),
  count: String(shapeOf(detection).cvcLength ?? 3),
});
