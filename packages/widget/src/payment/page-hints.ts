// Moments of the page that make asking the server worth while at once.

export interface PageHints {
  /** The shopper may know more than we do. */
  readonly hint: () => void;
  /** The page is looked at again, or the network is back. */
  readonly shownAgain: () => void;
}

/** The answer stops it. */
export function pageHints({ hint, shownAgain }: PageHints): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('focus', hint, { signal });
  window.addEventListener('online', shownAgain, { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && shownAgain(), { signal });
  document.addEventListener('visibilitychange', () => document.hidden || shownAgain(), { signal });
  return () => listening.abort();
}
