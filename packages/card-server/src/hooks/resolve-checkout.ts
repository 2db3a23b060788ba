// The kit's `resolveCheckout`: what the shop answers, and where its shopper comes back to from the bank.
import type { EximpeKitOptions } from '@eximpe/server-kit';
import { FRAME, payPath } from '../addresses.ts';
import { wishesIn } from '../pay-page/wishes.ts';
import type { Resolve } from './resolve.ts';

/** Given to the kit as `native` by the pay page, which wants to know more of the shop's answer than the kit does. */
export class PayLook {
  returnUrl: string | undefined;
}

/** @param publicUrl of the card server */
export function createResolveCheckout(resolve: Resolve, publicUrl: URL): EximpeKitOptions['resolveCheckout'] {
  return async (reference, { request, native, session }) => {
    const resolved = await resolve(reference);
    if (!resolved) return undefined;
    const { checkout, returnUrl } = resolved;
    if (native instanceof PayLook) native.returnUrl = returnUrl;
    // Who pays on our own page comes back to it from the bank, and sees there what became of it. The frame is no page to come back to: where
    // the browser does not say that it asks, the pay page is, which leads on to the shop.
    const { headers } = request;
    const page = pageOf(headers.get('referer'));
    const isOnPayPage = headers.get('origin') === publicUrl.origin && page?.pathname !== FRAME;
    const resultUrl = isOnPayPage
      ? publicUrl.origin + payPath(session ?? reference, page ? wishesIn(page.searchParams) : {})
      : (checkout.resultUrl ?? returnUrl);
    return { ...checkout, resultUrl };
  };
}

/** Where the request comes from; undefined where the browser does not say, as some are set to. */
const pageOf = (referer: string | null): URL | undefined =>
  referer !== null && URL.canParse(referer) ? new URL(referer) : undefined;
