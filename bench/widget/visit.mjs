// One visit to one form by a fresh browser profile, and what it cost.
import { setTimeout as sleep } from 'node:timers/promises';
import { endTrace, startTrace } from './main-thread.mjs';
import { probe } from './probe.mjs';
import { addressOf } from './serve.mjs';

const CPU_SLOWDOWN = 4;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const PAN = '4111111111111111';
const QUIET_MS = 700;
const BETWEEN_KEYS_MS = 80;

/** On a slow phone and a slow line: when it can be used, and what the shopper's phone had to carry. */
export const slowVisit = (browser, url, candidate) =>
  visit(browser, url, candidate, async ({ page, cdp, line, open }) => {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    const usableMs = await open();
    const longTasks = await page.evaluate(() => globalThis.benchLongTasks.map(({ duration }) => duration));
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    return {
      usableMs,
      heapKB: usedSize / 1000,
      wireKB: line.bytes() / 1000,
      longTasks: longTasks.length,
      longestTaskMs: Math.max(0, ...longTasks),
      notReached: line.outside(),
    };
  });

/** The same line, the processor at its own speed: how much work the form is, in processor time. */
export const tracedVisit = (browser, url, candidate) =>
  visit(browser, url, candidate, async ({ page, open }) => {
    await startTrace(browser, page);
    await open();
    const { all, scriptStyleLayout } = await endTrace(browser);
    return {
      mountMs: all,
      scriptStyleLayoutMs: scriptStyleLayout,
      ...(candidate.typed ? await typed(browser, page, candidate) : {}),
    };
  });

async function visit(browser, url, candidate, measure) {
  const context = await browser.newContext({ viewport: { width: 412, height: 915 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const line = await watchLine(cdp);
  const usable = new Promise((resolve) => {
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => name === 'benchUsable' && resolve(Number(payload)));
  });
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: 'benchUsable' });
  await page.addInitScript(probe, candidate.field);
  // The first page of a profile pays for the renderer's start. It is no form's fault.
  await page.goto(`${url}/blank.html`);
  await cdp.send('Network.emulateNetworkConditions', SLOW_4G);
  const open = async () => {
    line.forget();
    await page.goto(url + addressOf(candidate), { waitUntil: 'commit' });
    const usableMs = await within(usable, 30_000, `${candidate.name} never took typing`);
    await line.quiet();
    return usableMs;
  };
  const measured = await measure({ page, cdp, line, open });
  await context.close();
  return measured;
}

async function typed(browser, page, candidate) {
  await startTrace(browser, page);
  for (const digit of PAN) {
    await page.keyboard.press(digit);
    await sleep(BETWEEN_KEYS_MS);
  }
  const { script } = await endTrace(browser);
  const value = await page.evaluate(() => globalThis.benchField().value);
  if (value.replaceAll(/\D/g, '') !== PAN) throw new Error(`${candidate.name} did not take every digit`);
  return { keyScriptMs: script / PAN.length };
}

/** Counts what comes over the line, and tells when nothing has come for a while. */
async function watchLine(cdp) {
  const open = new Set();
  const outside = new Set();
  let bytes = 0;
  let changedMs = 0;
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (/^https?:\/\/(?!127\.0\.0\.1)/.test(request.url)) outside.add(new URL(request.url).host);
    if (request.url.startsWith('http')) open.add(requestId);
    changedMs = performance.now();
  });
  const ended = ({ requestId, encodedDataLength = 0 }) => {
    open.delete(requestId);
    bytes += encodedDataLength;
    changedMs = performance.now();
  };
  cdp.on('Network.loadingFinished', ended);
  cdp.on('Network.loadingFailed', ended);
  await cdp.send('Network.enable');
  return {
    forget: () => (bytes = 0),
    bytes: () => bytes,
    outside: () => [...outside],
    async quiet() {
      changedMs = performance.now();
      while (open.size > 0 || performance.now() - changedMs < QUIET_MS) await sleep(50);
    },
  };
}

async function within(promise, limitMs, message) {
  const late = sleep(limitMs, undefined, { ref: false }).then(() => {
    throw new Error(message);
  });
  return await Promise.race([promise, late]);
}
