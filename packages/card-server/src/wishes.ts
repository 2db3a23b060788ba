// What a link to the pay page may ask for: its language, and how the bank's page is shown.
import { languageFor, type ChallengeMode, type Language } from '@eximpe/contract';

/** No frame: no other document stands in the page with the card's fields. */
const CHALLENGES = ['popup', 'redirect'] as const satisfies readonly ChallengeMode[];

export interface Wishes {
  readonly lang?: Language | undefined;
  readonly challenge?: (typeof CHALLENGES)[number] | undefined;
}

/** What can't be had is as good as not asked for. */
export const wishesIn = (query: URLSearchParams): Wishes => ({
  lang: languageFor(query.get('lang'), undefined),
  challenge: CHALLENGES.find((mode) => mode === query.get('challenge')),
});

/** With its question mark; empty where nothing is asked for. */
export function queryOf(wishes: Wishes): string {
  const query = new URLSearchParams(Object.entries(wishes).filter(([, wish]) => wish !== undefined));
  return query.size === 0 ? '' : `?${query.toString()}`;
}
