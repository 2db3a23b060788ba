// Proof of consent: who agreed to have which card saved, to which words, when and from where; and when they took it back.
import type { AttemptId, Network } from '@eximpe/contract';
import type { KeptConsent } from '../attempt/consent.ts';

/** A record of its own: kept for years, when its attempt is long forgotten. */
export interface Consent extends KeptConsent {
  /** Of the attempt; of its own, where nothing was paid. */
  readonly id: string;
  /** Owner of the card, in the merchant's words. */
  readonly customer: string;
  /** PSP accounts: the sub-merchant; null for the account's own. */
  readonly merchantId: string | null;
  /** Null when the card was saved without a payment. */
  readonly attempt: AttemptId | null;
  readonly network: Network;
  readonly last4: string;
  /** From where, as the kit saw the shopper. */
  readonly ipAddress: string;
  readonly givenAtMs: number;
  /** When the shopper had the card deleted; null while it is not. */
  readonly withdrawnAtMs: number | null;
}

/** A card of a customer, as far as it may be known. */
export type ConsentedCard = Pick<Consent, 'customer' | 'merchantId' | 'network' | 'last4'>;

export interface Consents {
  /** Once it resolves, it is kept as safely as an attempt. */
  keepConsent(consent: Consent): Promise<void>;
  /** Everything that was agreed to about this card, and not taken back before, is taken back at this time. */
  withdrawConsents(card: ConsentedCard, atMs: number): Promise<void>;
  /** All of a customer, oldest first. */
  consentsOf(customer: string): Promise<readonly Consent[]>;
}

export const isAbout = (consent: Consent, card: ConsentedCard): boolean =>
  consent.customer === card.customer &&
  consent.merchantId === card.merchantId &&
  consent.network === card.network &&
  consent.last4 === card.last4;

export const byTime = (a: Consent, b: Consent): number => a.givenAtMs - b.givenAtMs || (a.id < b.id ? -1 : 1);
