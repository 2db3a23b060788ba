// GET frame: the form for a frame of the shop's page; nothing else in it could read a card.
import { randomBytes } from 'node:crypto';
import { languageFor } from '@eximpe/contract';
import type { PageLooks } from '../pay-page/looks.ts';
import { pageHeaders } from '../page-headers.ts';
import { frameDocument } from './document.ts';

export interface FrameRequest {
  /** `?origin=`: the page around gives its own origin. */
  readonly origin: string | null;
  readonly language: string | null;
  readonly acceptLanguage: string | undefined;
  /** `Sec-Fetch-Site`, which no page can write. */
  readonly fetchSite: string | undefined;
}

export interface FrameReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Frame = (request: FrameRequest) => FrameReply;

/** The values for a page of the frame's own site. A browser that sends no value counts as one on another site. */
const IS_TOGETHER = /^same-(?:origin|site)$/;

/**
 * @param shopOrigins origins whose pages may show the frame
 * @param isHttps whether shoppers come by TLS
 */
export function createFrame(
  shopOrigins: readonly string[],
  isHttps: boolean,
  looks: Pick<PageLooks, 'shopName' | 'language'>,
): Frame {
  return ({ origin, language, acceptLanguage, fetchSite = '' }) => {
    const nonce = randomBytes(16).toString('base64url');
    const headers = pageHeaders({ nonce, ancestors: shopOrigins, isHttps });
    // The browser itself shows the frame nowhere else; this answer tells the person who sets it up why.
    if (origin === null || !shopOrigins.includes(origin))
      return {
        status: 403,
        headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
        body: "The page around this frame is on an origin that SHOP_ORIGINS doesn't list.\n",
      };
    return {
      status: 200,
      headers,
      body: frameDocument({
        shopOrigin: origin,
        shopName: looks.shopName,
        isApart: !IS_TOGETHER.test(fetchSite),
        lang: languageFor(language, acceptLanguage) ?? looks.language,
        nonce,
      }),
    };
  };
}
