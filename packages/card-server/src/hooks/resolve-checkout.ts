// The kit's `resolveCheckout`: the shop's answer, and the page to which its shopper comes back from the bank.
import type { EximpeKitOptions } from '@eximpe/server-kit';
import { FRAME, payPath } from '../addresses.ts';
import { wishesIn } from '../wishes.ts';
import type { Resolve } from './resolve.ts';

/** The pay page gives this to the kit as `native`, to learn a part of the shop's answer that the kit does not use. */
export class PayLook {
  returnUrl: string | undefined;
}

/** @param publicUrl the card server's */
export function createResolveCheckout(resolve: Resolve, publicUrl: URL): EximpeKitOptions['resolveCheckout'] {
  return async (reference, { request, native, session }) => {
    const resolved = await resolve(reference);
    if (!resolved) return undefined;
    const { checkout, returnUrl } = resolved;
    if (native instanceof PayLook) native.returnUrl = returnUrl;
    // A shopper who pays on our own page comes back to it from the bank, and sees the outcome there. The frame is no
    // page to come back to: if the browser does not say which page asks, the shopper comes back to the pay page,
    // which leads to the shop.
    const { headers } = request;
    const page = pageOf(headers.get('referer'));
    const isOnPayPage = headers.get('origin') === publicUrl.origin && page?.pathname !== FRAME;
    const resultUrl = isOnPayPage
      ? publicUrl.origin + payPath(session ?? reference, page ? wishesIn(page.searchParams) : {})
      : (checkout.resultUrl ?? returnUrl);
    return { ...checkout, resultUrl };
  };
}

/** The page that the request comes from; undefined when the browser does not say: users can set that. */
const pageOf = (referer: string | null): URL | undefined =>
  referer !== null && URL.canParse(referer) ? new URL(referer) : undefined;
