import { afterEach, expect, test, vi } from 'vitest';
import { pageHints } from './page-hints.ts';

afterEach(() => vi.restoreAllMocks());

test.each([
  ['the window gets the focus again', window, 'focus'],
  ['the network is back', window, 'online'],
  ['the page comes back from the back/forward cache', window, 'pageshow'],
  ['the tab becomes visible again', document, 'visibilitychange'],
])('asks when %s, until stopped', (_, where, moment) => {
  const hint = vi.fn();
  const stop = pageHints(hint);
  where.dispatchEvent(new Event(moment, { bubbles: true }));
  expect(hint).toHaveBeenCalledOnce();
  stop();
  where.dispatchEvent(new Event(moment, { bubbles: true }));
  expect(hint).toHaveBeenCalledOnce();
});

test('does not ask when the page is hidden', () => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  const hint = vi.fn();
  const stop = pageHints(hint);
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  expect(hint).not.toHaveBeenCalled();
  stop();
});
