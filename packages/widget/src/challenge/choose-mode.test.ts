import { describe, expect, test } from 'vitest';
import { chooseMode, isInAppWebView, nextRung } from './choose-mode.ts';

const desk = { inAppWebView: false, crossOriginIsolated: false, viewportWidthPx: 1280, endpointElsewhere: false };

test.each([
  ['a browser on a desk', desk, 'popup'],
  ['a browser inside an app', { ...desk, inAppWebView: true }, 'redirect'],
  ['a page whose opener policy cuts windows off', { ...desk, crossOriginIsolated: true }, 'redirect'],
  ['a phone, where a popup is only a tab', { ...desk, viewportWidthPx: 390 }, 'redirect'],
  [
    'a server-kit on another origin, which our waiting page can’t hear',
    { ...desk, endpointElsewhere: true },
    'redirect',
  ],
] as const)('auto on %s', (_, around, mode) => {
  expect(chooseMode('auto', around)).toBe(mode);
});

test('a merchant’s wish is kept wherever it can work', () => {
  expect(chooseMode('iframe', { ...desk, viewportWidthPx: 390 })).toBe('iframe');
  expect(chooseMode('popup', { ...desk, viewportWidthPx: 390 })).toBe('popup');
  expect(chooseMode('popup', { ...desk, endpointElsewhere: true })).toBe('redirect');
});

test('whatever is blocked, there is a next step, and it ends in this very tab', () => {
  expect(nextRung('iframe')).toBe('popup');
  expect(nextRung('popup')).toBe('redirect');
});

describe('browsers inside apps are known by name', () => {
  test.each([
    [
      'Android WebView',
      'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/156.0 Mobile Safari/537.36',
      true,
    ],
    [
      'Instagram on iPhone',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 350.0',
      true,
    ],
    [
      'Facebook on Android',
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36 [FBAN/EMA;FBLC/en_IN]',
      true,
    ],
    [
      'Safari on iPhone',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      false,
    ],
    [
      'Chrome on Android',
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
      false,
    ],
    ['Firefox on a desk', 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', false],
  ])('%s', (_, userAgent, inApp) => {
    expect(isInAppWebView(userAgent)).toBe(inApp);
  });
});
