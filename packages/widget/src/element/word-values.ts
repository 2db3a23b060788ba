// What goes into the placeholders of the form's messages.
import type { CheckoutAnswer } from '@eximpe/contract';
import { shapeOf, type Detection } from '../card/detect-network.ts';
import { NETWORK_FACTS } from '../card/networks.ts';

/** `{network}`, `{networks}` and `{count}` (digits of the security code). */
export const wordValues = (
  checkout: CheckoutAnswer | null,
  detection: Detection,
): Readonly<Record<string, string>> => ({
  network: detection.network ? NETWORK_FACTS[detection.network].title : '',
  networks: (checkout?.networks ?? []).map((each) => NETWORK_FACTS[each].title).join(', '),
  count: String(shapeOf(detection).cvcLength ?? 3),
});
