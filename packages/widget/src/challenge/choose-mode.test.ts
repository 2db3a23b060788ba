import { describe, expect, test } from 'vitest';
import { chooseMode, isHandheld, isInAppWebView, fallbackAfter } from './choose-mode.ts';

const desk = {
  inAppWebView: false,
  crossOriginIsolated: false,
  handheld: false,
  viewportWidthPx: 1280,
  endpointElsewhere: false,
};

test.each([
  ['a desktop browser', desk, 'popup'],
  ['a browser inside an app', { ...desk, inAppWebView: true }, 'redirect'],
  ['a page whose opener policy isolates windows', { ...desk, crossOriginIsolated: true }, 'redirect'],
  ['a narrow window', { ...desk, viewportWidthPx: 390 }, 'redirect'],
  ['a phone in landscape, where a popup is only a tab', { ...desk, handheld: true, viewportWidthPx: 844 }, 'redirect'],
  [
    'a server-kit on another origin, where our waiting page gets no messages',
    { ...desk, endpointElsewhere: true },
    'redirect',
  ],
] as const)('auto on %s', (_, around, mode) => {
  expect(chooseMode('auto', around)).toBe(mode);
});

test('a merchant’s mode is used wherever it can work', () => {
  expect(chooseMode('iframe', { ...desk, viewportWidthPx: 390 })).toBe('iframe');
  expect(chooseMode('popup', { ...desk, viewportWidthPx: 390 })).toBe('popup');
  expect(chooseMode('popup', { ...desk, endpointElsewhere: true })).toBe('redirect');
});

test('whatever is blocked, there is a next step, and the last one is this tab', () => {
  expect(fallbackAfter('iframe')).toBe('popup');
  expect(fallbackAfter('popup')).toBe('redirect');
});

describe('phones and tablets are recognised in any orientation', () => {
  test.each([
    ['Android', 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36', 5, true],
    [
      'an iPhone',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
      5,
      true,
    ],
    [
      'an iPad, which requests desktop pages',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15',
      5,
      true,
    ],
    ['a Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15', 0, false],
    [
      'a laptop with a touch screen',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156.0.0.0 Safari/537.36',
      10,
      false,
    ],
  ])('%s', (_, userAgent, maxTouchPoints, handheld) => {
    expect(isHandheld(userAgent, maxTouchPoints)).toBe(handheld);
  });
});

describe('in-app browsers are recognised by name', () => {
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
    ['Firefox on a desktop', 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', false],
  ])('%s', (_, userAgent, inApp) => {
    expect(isInAppWebView(userAgent)).toBe(inApp);
  });
});
