// Runs in the page before its own scripts: tells when the card number can be typed, and which tasks were long.

/** @param field selectors, see candidates.mjs. Calls the binding `benchUsable` with milliseconds since navigation. */
export function probe(field) {
  globalThis.benchLongTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) globalThis.benchLongTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });

  globalThis.benchField = () => {
    let root = document;
    let found = null;
    for (const selector of field) {
      found = root?.querySelector(selector) ?? null;
      root = found?.shadowRoot;
    }
    return found;
  };
  const takesTyping = (input) => {
    if (!input || input.readOnly || input.getClientRects().length === 0) return false;
    input.focus();
    return input.getRootNode().activeElement === input;
  };
  const look = () => {
    if (takesTyping(globalThis.benchField())) globalThis.benchUsable(String(performance.now()));
    else requestAnimationFrame(look);
  };
  if (location.pathname !== '/blank.html') requestAnimationFrame(look);
}
