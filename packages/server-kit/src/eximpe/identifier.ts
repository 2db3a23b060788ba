// How a shopper is named to EximPe as the owner of saved cards.
import { createHash } from 'node:crypto';

/** 192 bits; EximPe takes 64 characters. */
const CHARACTERS = 32;

/**
 * The shop's own id of the shopper; of a sub-merchant's shopper a hash of both. No document says whether EximPe keeps the cards of
 * a PSP's sub-merchants apart, and two of them may call different people by the same id.
 */
export const identifierOf = (merchantId: string | null, customer: string): string =>
  merchantId === null
    ? customer
    : createHash('sha256')
        .update(JSON.stringify([merchantId, customer]))
        .digest('base64url')
        .slice(0, CHARACTERS);
