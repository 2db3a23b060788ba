// Proof of consent: who agreed to save which card, to which text, when and from where; and when they took it back.
import type { AttemptId, Network } from '@eximpe/contract';
import type { KeptConsent } from '../attempt/consent.ts';

/** A separate record: kept for years, long after its attempt has been deleted. */
export interface Consent extends KeptConsent {
  /** The attempt's id; its own id when nothing was paid. */
  readonly id: string;
  /** Owner of the card: the merchant's own id for the shopper. */
  readonly customer: string;
  /** PSP accounts: the sub-merchant; null for the account's own. */
  readonly merchantId: string | null;
  /** Null when the card was saved without a payment. */
  readonly attempt: AttemptId | null;
  readonly network: Network;
  readonly last4: string;
  /** The shopper's IP address, as the kit saw it. */
  readonly ipAddress: string;
  readonly givenAtMs: number;
  /** When the shopper deleted the card; null until then. */
  readonly withdrawnAtMs: number | null;
}

/** A customer's card, as far as the kit may know it. */
export type ConsentedCard = Pick<Consent, 'customer' | 'merchantId' | 'network' | 'last4'>;

export interface Consents {
  /** Once it resolves, the consent is kept as safely as an attempt. */
  keepConsent(consent: Consent): Promise<void>;
  /** Marks all consents to this card that were not yet withdrawn as withdrawn at this time. */
  withdrawConsents(card: ConsentedCard, atMs: number): Promise<void>;
  /** All consents of a customer, oldest first. */
  consentsOf(customer: string): Promise<readonly Consent[]>;
}

export const isAbout = (consent: Consent, card: ConsentedCard): boolean =>
  consent.customer === card.customer &&
  consent.merchantId === card.merchantId &&
  consent.network === card.network &&
  consent.last4 === card.last4;

export const byTime = (a: Consent, b: Consent): number => a.givenAtMs - b.givenAtMs || (a.id < b.id ? -1 : 1);
