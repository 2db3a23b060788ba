// How a shopper is named to EximPe as the owner of saved cards.
import { createHash } from 'node:crypto';

/** 192 bits; EximPe takes 64 characters. */
const CHARACTERS = 32;

/**
 * The shop's own id of the shopper; for a sub-merchant's shopper, a hash of the merchant id and that id. No document
 * says whether EximPe keeps the cards of a PSP's sub-merchants apart, and two sub-merchants may use the same id for
 * different people.
 */
export const identifierOf = (merchantId: string | null, customer: string): string =>
  merchantId === null
    ? customer
    : createHash('sha256')
        .update(JSON.stringify([merchantId, customer]))
        .digest('base64url')
        .slice(0, CHARACTERS);
