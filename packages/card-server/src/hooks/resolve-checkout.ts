// The kit's `resolveCheckout`: what the shop answers, and where its shopper comes back to from the bank.
import type { EximpeKitOptions } from '@eximpe/server-kit';
import { FRAME, payPath } from '../addresses.ts';
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
    // Who pays on our own page comes back to it from the bank, and sees there what became of it. The frame is no page to come back to.
    const { headers } = request;
    const isOnPayPage = headers.get('origin') === publicUrl.origin && pathOf(headers.get('referer')) !== FRAME;
    const resultUrl = isOnPayPage
      ? publicUrl.origin + payPath(session ?? reference)
      : (checkout.resultUrl ?? returnUrl);
    return { ...checkout, resultUrl };
  };
}

/** Undefined where the browser does not say, as some are set to: then the shopper comes back to the pay page, which leads on to the shop. */
function pathOf(address: string | null): string | undefined {
  return address !== null && URL.canParse(address) ? new URL(address).pathname : undefined;
}
