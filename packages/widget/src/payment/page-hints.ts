// Events of the page that make it worth asking the server at once: the page is visible again, or the device is online again.
import { listen } from '../listen.ts';

const MOMENTS = ['focus', 'online', 'pageshow', 'visibilitychange'];

/** Call the result to stop listening. */
export function pageHints(hint: () => void): () => void {
  const seen = (): void => {
    if (!document.hidden) hint();
  };
  return listen(window, MOMENTS, seen);
}
