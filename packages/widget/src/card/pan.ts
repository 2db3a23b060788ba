// Whether a card number can be charged.
import type { Detection } from './detect-network.ts';
import { passesLuhn } from './luhn.ts';
import { NETWORK_FACTS, type KnownNetwork } from './networks.ts';
import { incomplete, invalid, valid, type Verdict } from './verdict.ts';

export type PanReason =
  | 'number_empty'
  | 'number_incomplete'
  | 'number_wrong'
  | 'network_not_accepted'
  | 'network_unknown';

export interface Pan {
  /** ASCII digits. */
  readonly digits: string;
  readonly network: KnownNetwork;
}

/** Takes ASCII digits and the networks detected for them. `accepts` says which networks this checkout accepts. */
export function judgePan(
  digits: string,
  { network, sure, candidates }: Detection,
  accepts: (network: KnownNetwork) => boolean,
): Verdict<PanReason, Pan> {
  if (digits === '') return incomplete('number_empty');
  if (candidates.length === 0) return invalid('network_unknown');
  if (sure && network && !accepts(network)) return invalid('network_not_accepted');
  if (!network) return digits.length < 12 ? incomplete('number_incomplete') : invalid('network_unknown');
  const { lengths } = NETWORK_FACTS[network];
  const longest = lengths.at(-1) ?? 19;
  if (digits.length > longest) return invalid('number_wrong');
  if (!lengths.includes(digits.length)) return incomplete('number_incomplete');
  if (!passesLuhn(digits)) return digits.length === longest ? invalid('number_wrong') : incomplete('number_wrong');
  return accepts(network) ? valid({ digits, network }) : invalid('network_not_accepted');
}
