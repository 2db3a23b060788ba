// Events of the page that make it worth asking the server at once: the page is visible again, or the device is online again.

const MOMENTS = ['focus', 'online', 'pageshow', 'visibilitychange'];

/** Call the result to stop listening. */
export function pageHints(hint: () => void): () => void {
  const listening = new AbortController();
  const seen = (): void => {
    if (!document.hidden) hint();
  };
  for (const moment of MOMENTS) window.addEventListener(moment, seen, listening);
  return () => listening.abort();
}
