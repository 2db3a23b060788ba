// Moments of the page that make asking the server worth while at once: it is looked at again, or the network is back.

const MOMENTS = ['focus', 'online', 'pageshow', 'visibilitychange'];

/** The answer stops it. */
export function pageHints(hint: () => void): () => void {
  const seen = (): void => {
    if (!document.hidden) hint();
  };
  for (const moment of MOMENTS) window.addEventListener(moment, seen);
  return () => {
    for (const moment of MOMENTS) window.removeEventListener(moment, seen);
  };
}
