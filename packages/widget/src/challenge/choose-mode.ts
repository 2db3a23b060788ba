// Picks how to show the bank: the merchant's wish, and what this browser can do.
import type { ChallengeMode } from '../payment/state.ts';

export type ChallengeWish = 'auto' | ChallengeMode;

export interface Surroundings {
  readonly inAppWebView: boolean;
  readonly crossOriginIsolated: boolean;
  readonly viewportWidthPx: number;
  /** The server-kit is on another origin, so our waiting page could not hear us. */
  readonly endpointElsewhere: boolean;
}

/** Under this width a popup is only a tab, and tabs get lost. */
const SMALL_VIEWPORT_PX = 600;

/** First row that applies wins; with none it is a popup. */
const AUTO: readonly (readonly [applies: (around: Surroundings) => boolean, mode: ChallengeMode])[] = [
  [({ inAppWebView }) => inAppWebView, 'redirect'],
  [({ crossOriginIsolated }) => crossOriginIsolated, 'redirect'],
  [({ viewportWidthPx }) => viewportWidthPx < SMALL_VIEWPORT_PX, 'redirect'],
  [({ endpointElsewhere }) => endpointElsewhere, 'redirect'],
];

export function chooseMode(wish: ChallengeWish, around: Surroundings): ChallengeMode {
  if (wish === 'auto') return AUTO.find(([applies]) => applies(around))?.[1] ?? 'popup';
  return wish === 'popup' && around.endpointElsewhere ? 'redirect' : wish;
}

/** The next rung when a mode was blocked; null when it needs another click of the shopper. */
export const modeAfterBlocked = (wish: ChallengeWish, blocked: ChallengeMode): ChallengeMode | null =>
  wish === 'auto' && blocked === 'popup' ? 'redirect' : null;

/** What a click on “open the bank page” tries, given what was blocked before: frame, then window, then this tab. */
export const NEXT_RUNG: Readonly<Record<ChallengeMode, ChallengeMode>> = {
  iframe: 'popup',
  popup: 'redirect',
  redirect: 'redirect',
};

/** Browsers inside apps: windows they open are lost, or replace the page. */
const IN_APP = [
  /; wv\)/, // Android WebView
  /\b(?:FBAN|FBAV|Instagram|Line\/|MicroMessenger|Twitter|Snapchat|LinkedInApp|Pinterest|PhonePe|Paytm)/,
  /\b(?:iPhone|iPad|iPod)\b(?!.*Safari\/)/, // iOS WebView: no “Safari/” in its name
];

export const isInAppWebView = (userAgent: string): boolean => IN_APP.some((name) => name.test(userAgent));

export const surroundings = (endpoint: string): Surroundings => ({
  inAppWebView: isInAppWebView(navigator.userAgent),
  crossOriginIsolated: window.crossOriginIsolated,
  viewportWidthPx: window.innerWidth,
  endpointElsewhere: new URL(endpoint, location.href).origin !== location.origin,
});
