// GET pay/:checkout: the form as a whole page; nothing else in it could read a card.
import { randomBytes } from 'node:crypto';
import { languageFor } from '@eximpe/contract';
import type { EximpeKit } from '@eximpe/server-kit';
import { MOUNT } from '../addresses.ts';
import { PayLook } from '../hooks/resolve-checkout.ts';
import { pageHeaders } from '../page-headers.ts';
import type { Wishes } from '../wishes.ts';
import { payDocument } from './document.ts';
import type { PageLooks } from './looks.ts';

export interface PayRequest {
  readonly reference: string;
  /** Of the link. */
  readonly wishes: Wishes;
  readonly acceptLanguage: string | undefined;
  readonly remoteAddress: string | undefined;
}

export interface PayReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type PayPage = (request: PayRequest) => Promise<PayReply>;

/**
 * If the checkout can't be paid, the form itself tells the shopper why, in their language, and lets them try again;
 * the page's status tells machines.
 */
export function createPayPage(kit: EximpeKit, publicUrl: URL, looks: PageLooks): PayPage {
  return async ({ reference, wishes, acceptLanguage, remoteAddress }) => {
    const look = new PayLook();
    const address = `${publicUrl.origin}${MOUNT}/checkouts/${encodeURIComponent(reference)}`;
    const answer = await kit.fetch(new Request(address), { native: look, remoteAddress });
    const nonce = randomBytes(16).toString('base64url');
    const known = answer.ok ? ((await answer.json()) as { amount: string }) : undefined;
    return {
      status: answer.status,
      headers: pageHeaders({ nonce, logoUrl: looks.logoUrl, ancestors: [], isHttps: publicUrl.protocol === 'https:' }),
      body: payDocument({
        reference,
        amount: known?.amount,
        returnUrl: look.returnUrl,
        lang: wishes.lang ?? languageFor(null, acceptLanguage) ?? looks.language,
        challenge: wishes.challenge,
        looks,
        nonce,
      }),
    };
  };
}
