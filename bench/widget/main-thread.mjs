// What the page's main thread did, from a browser trace.

/**
 * `BlinkScheduler_…` is where promises go on: Lit renders there, and `Performance.getMetrics` does not call it script. `PendingScriptFinished`
 * is the task that runs a module, with the promises that it leaves behind.
 */
const SCRIPT = new Set([
  'BlinkScheduler_PerformMicrotaskCheckpoint',
  'EvaluateScript',
  'FunctionCall',
  'PendingScriptFinished',
  'v8.callFunction',
  'v8.compile',
  'v8.compileModule',
  'v8.evaluateModule',
]);
const SCRIPT_STYLE_LAYOUT = new Set([...SCRIPT, 'Layout', 'UpdateLayoutTree']);
const TASK = 'ThreadControllerImpl::RunTask';

export const startTrace = (browser, page) =>
  browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'v8'] });

/**
 * Resolves with milliseconds of processor time: of `all` tasks, of `script`, and of script, style and layout together. What
 * else the machine does in the meantime is not in it.
 */
export async function endTrace(browser) {
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const work = mains.map(({ pid, tid }) => {
    const events = traceEvents.filter((event) => event.tdur !== undefined && event.pid === pid && event.tid === tid);
    return {
      all: covered(events, new Set([TASK])),
      script: covered(events, SCRIPT),
      scriptStyleLayout: covered(events, SCRIPT_STYLE_LAYOUT),
    };
  });
  // Chromium keeps a spare renderer at hand, and frames have their own: the page's is the busiest.
  return work.toSorted((a, b) => b.all - a.all)[0];
}

/** Time within at least one event of these names: nested ones count once. */
function covered(events, names) {
  let total = 0;
  let untilUs = 0;
  for (const { tts, tdur } of events.filter(isOf(names)).toSorted((a, b) => a.tts - b.tts)) {
    const end = tts + tdur;
    if (end <= untilUs) continue;
    total += end - Math.max(tts, untilUs);
    untilUs = end;
  }
  return total / 1000;
}

/** A task is also known by the function that asked for it. */
const isOf = (names) => (event) => names.has(event.name) || (event.name === TASK && names.has(event.args?.src_func));
