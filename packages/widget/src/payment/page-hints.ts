// Moments of the page that make asking the server worth while at once.

/** Calls back when the shopper looks at the page again or the network returns; the answer stops it. */
export function pageHints(hint: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('focus', hint, { signal });
  window.addEventListener('online', hint, { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && hint(), { signal });
  document.addEventListener('visibilitychange', () => document.hidden || hint(), { signal });
  return () => listening.abort();
}
