// Asks the server-kit for the shopper's saved cards, and to remove one.
import type { SavedCard } from '@eximpe/contract';
import { forCheckout, path } from '@eximpe/contract/routes';
import { ofPage, unrepeated } from '../api/address.ts';
import { readSavedCards } from './read-saved-cards.ts';

export interface SavedCardsApi {
  /** Undefined if the server could not say, or if stopped. Never rejects. */
  list(stop: AbortSignal): Promise<readonly SavedCard[] | undefined>;
  /** The remaining cards; undefined if it is not known whether the card is gone. Never rejects. */
  remove(id: string): Promise<readonly SavedCard[] | undefined>;
}

export function savedCardsApi(endpoint: string, checkout: string): SavedCardsApi {
  const ask = async (url: string, init: RequestInit): Promise<readonly SavedCard[] | undefined> => {
    try {
      const response = await fetch(ofPage(url), {
        ...init,
        cache: 'no-store',
        credentials: 'same-origin',
        redirect: 'error',
      });
      return response.ok ? readSavedCards(await response.json()) : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    list: (signal) => ask(unrepeated(forCheckout(path(endpoint, 'savedCards'), checkout)), { signal }),
    remove: (card) =>
      ask(forCheckout(path(endpoint, 'deleteSavedCard', { card }), checkout), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
        // The page may be closing.
        keepalive: true,
      }),
  };
}
