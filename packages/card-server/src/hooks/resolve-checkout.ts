// The kit's `resolveCheckout`: what the shop answers, and where its shopper comes back to from the bank.
import { isLanguage, type Language } from '@eximpe/contract/languages';
import type { EximpeKitOptions } from '@eximpe/server-kit';
import { payPath } from '../addresses.ts';
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
    // Who pays on our own page comes back to it from the bank, and sees there what became of it.
    const isOnPayPage = request.headers.get('origin') === publicUrl.origin;
    const resultUrl = isOnPayPage
      ? publicUrl.origin + payPath(session ?? reference, languageOf(request.headers.get('referer')))
      : (checkout.resultUrl ?? returnUrl);
    return { ...checkout, resultUrl };
  };
}

/** That the link to the page asks for; undefined where it asks for none, or the browser does not say where it is. */
function languageOf(page: string | null): Language | undefined {
  const lang = page !== null && URL.canParse(page) ? new URL(page).searchParams.get('lang') : null;
  return lang !== null && isLanguage(lang) ? lang : undefined;
}
