// Chooses how to show the bank's page, from the merchant's wish and what this browser can do.
import type { ChallengeMode } from '@eximpe/contract';
import { channelFor } from './attempt-channel.ts';

export type ChallengeWish = 'auto' | ChallengeMode;

export interface Surroundings {
  readonly inAppWebView: boolean;
  readonly crossOriginIsolated: boolean;
  /** A phone or tablet, in any orientation: its windows are tabs, and shoppers lose tabs. */
  readonly handheld: boolean;
  readonly viewportWidthPx: number;
  /** The server-kit is on another origin, or pages can't talk here: our waiting page could not hear this one. */
  readonly endpointElsewhere: boolean;
}

/** Below this width there is no room for a second window. */
const SMALL_VIEWPORT_PX = 600;

export function chooseMode(wish: ChallengeWish, around: Surroundings): ChallengeMode {
  if (around.endpointElsewhere && wish !== 'iframe') return 'redirect';
  if (wish !== 'auto') return wish;
  const { inAppWebView, crossOriginIsolated, handheld, viewportWidthPx } = around;
  const losesPopups = inAppWebView || crossOriginIsolated || handheld || viewportWidthPx < SMALL_VIEWPORT_PX;
  return losesPopups ? 'redirect' : 'popup';
}

/** The mode that a click on “open the bank page” tries after one was blocked: frame, then window, then this tab. */
export const fallbackAfter = (blocked: ChallengeMode): ChallengeMode => (blocked === 'iframe' ? 'popup' : 'redirect');

/** Browsers inside apps, where windows get lost or replace the page: Android WebView, apps by name, iOS WebView (no “Safari”). */
const IN_APP = /; wv\)|FBA[NV]|Instagram|MicroMessenger|iP(hone|ad|od)(?!.*Safari\/)/;

export const isInAppWebView = (userAgent: string): boolean => IN_APP.test(userAgent);

/** An iPad calls itself a Mac, and no Mac has a touch screen. */
export const isHandheld = (userAgent: string, maxTouchPoints: number): boolean =>
  /Android|iP(hone|ad|od)/.test(userAgent) || (maxTouchPoints > 1 && userAgent.includes('Macintosh'));

function canTalk(): boolean {
  const channel = channelFor('');
  channel?.close();
  return channel !== undefined;
}

export const surroundings = (endpoint: string): Surroundings => ({
  inAppWebView: isInAppWebView(navigator.userAgent),
  crossOriginIsolated: window.crossOriginIsolated,
  // A handheld that requests desktop pages may call itself a desktop; its coarse pointer shows what it is.
  handheld:
    isHandheld(navigator.userAgent, navigator.maxTouchPoints) ||
    // The DOMs of shops' unit tests have no `matchMedia`.
    (window.matchMedia?.('(pointer: coarse) and (hover: none)').matches ?? false),
  // A frame is only as wide as its place on the page.
  viewportWidthPx: window.parent === window ? window.innerWidth : window.outerWidth,
  endpointElsewhere: new URL(endpoint, location.href).origin !== location.origin || !canTalk(),
});
