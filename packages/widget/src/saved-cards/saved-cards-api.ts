// Asks the server-kit for the shopper's saved cards, and to forget one.
import type { SavedCard } from '@eximpe/contract';
import { path } from '@eximpe/contract/routes';

export interface SavedCardsApi {
  /** Undefined when the server could not say. Never rejects. */
  list(): Promise<readonly SavedCard[] | undefined>;
  /** What is left; undefined when it is not known to be gone. Never rejects. */
  forget(id: string): Promise<readonly SavedCard[] | undefined>;
}

export function savedCardsApi(endpoint: string): SavedCardsApi {
  const ask = async (url: string, init: RequestInit): Promise<readonly SavedCard[] | undefined> => {
    try {
      const response = await fetch(url, { ...init, cache: 'no-store', credentials: 'same-origin', redirect: 'error' });
      return response.ok ? readCards(await response.json()) : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    list: () => ask(path(endpoint, 'savedCards'), {}),
    forget: (card) =>
      ask(path(endpoint, 'deleteSavedCard', { card }), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
        // The page may be closing.
        keepalive: true,
      }),
  };
}

/** Cards of another shape are left out rather than shown half. */
function readCards(body: unknown): readonly SavedCard[] | undefined {
  const { cards } = (body ?? {}) as { cards?: unknown };
  return Array.isArray(cards) ? cards.filter(isCard) : undefined;
}

function isCard(value: unknown): value is SavedCard {
  const { id, network, last4, expiryMonth, expiryYear, nickname = '' } = (value ?? {}) as Record<string, unknown>;
  return (
    [id, network, nickname].every((text) => typeof text === 'string' && text.length <= 64) &&
    /^\d{4}$/.test(String(last4)) &&
    /^\d\d$/.test(String(expiryMonth)) &&
    /^20\d\d$/.test(String(expiryYear))
  );
}
