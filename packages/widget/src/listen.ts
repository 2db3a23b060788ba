// Listens to a page, until told to stop.

/** Stops listening. */
export type Stop = () => void;

/**
 * Call the result to stop. No AbortSignal, since old versions of zone.js, as on Angular's pages, mishandle it: they
 * throw, or remove the page's own listeners with ours. Stopping works even when a shop's unit test has taken its DOM away.
 */
export function listen(
  target: EventTarget,
  types: readonly string[],
  hear: (event: never) => void,
  capture = false,
): Stop {
  const listener = hear as EventListener;
  const remove = target.removeEventListener.bind(target);
  for (const type of types) target.addEventListener(type, listener, capture);
  return () => {
    for (const type of types) remove(type, listener, capture);
  };
}
