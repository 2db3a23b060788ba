// The verdicts on the four fields of a card, taken together. Pure.
import { judgeName, type NameReason } from '../card/cardholder-name.ts';
import { judgeCvc, type CvcReason } from '../card/cvc.ts';
import { detectNetwork, shapeOf, type Detection } from '../card/detect-network.ts';
import { onlyDigits } from '../card/digits.ts';
import { judgeExpiry, type Expiry, type ExpiryReason } from '../card/expiry.ts';
import type { KnownNetwork } from '../card/networks.ts';
import { judgePan, type Pan, type PanReason } from '../card/pan.ts';
import { valid, type Verdict } from '../card/verdict.ts';

/** In the order of the form. */
export const FIELDS = ['number', 'expiry', 'cvc', 'name'] as const;
export type FieldName = (typeof FIELDS)[number];
export type Reason = PanReason | ExpiryReason | CvcReason | NameReason;

export interface CardVerdicts {
  readonly detection: Detection;
  readonly number: Verdict<PanReason, Pan>;
  readonly expiry: Verdict<ExpiryReason, Expiry>;
  readonly cvc: Verdict<CvcReason, string>;
  readonly name: Verdict<NameReason, string>;
}

export function judgeCard(
  text: (name: FieldName) => string,
  accepts: (network: KnownNetwork) => boolean,
  lacksCvc: (network: KnownNetwork | undefined) => boolean | undefined,
  now: Date,
): CardVerdicts {
  const digits = onlyDigits(text('number'));
  const detection = detectNetwork(digits, accepts);
  return {
    detection,
    number: judgePan(digits, detection, accepts),
    expiry: judgeExpiry(text('expiry'), now),
    cvc: lacksCvc(detection.network) && !text('cvc') ? valid('') : judgeCvc(text('cvc'), shapeOf(detection).cvcLength),
    name: judgeName(text('name')),
  };
}
