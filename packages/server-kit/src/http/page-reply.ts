// Our own pages as answers: the right headers, and none that middleware in front of the kit has set.
import type { AttemptId } from '@eximpe/contract';
import { requiredAsset } from '../assets/widget-assets.ts';
import type { Sale } from '../pages/html.ts';
import { messagePage, returnPage } from '../pages/return-page.ts';
import type { Attempt } from '../payments/attempt/attempt.ts';
import type { Call } from './call.ts';
import type { RouteContext } from './context.ts';
import { languageOf } from './language.ts';
import { pageHeaders, UNWANTED, type PageKind } from './page-headers.ts';
import type { Reply } from './reply.ts';

export function pageReply(
  { settings }: RouteContext,
  status: number,
  kind: PageKind,
  render: (nonce: string) => string | Uint8Array,
): Reply {
  const { headers, nonce } = pageHeaders(kind, {
    frameAncestors: settings.allowedOrigins,
    allowLoopbackHttp: settings.unsafeAllowHttp,
    logo: settings.shopLogo,
  });
  return { status, headers, body: render(nonce), without: UNWANTED };
}

/** The page for a shopper who is back from the bank, or whose bank page was refused. */
export function returnReply(
  context: RouteContext,
  call: Call,
  attempt: AttemptId,
  known: Attempt | undefined,
  signal: 'returned' | 'refused',
): Reply {
  const script = requiredAsset('return-page.js').bytes.toString();
  const data = { page: 'return', attempt, signal, resultUrl: known?.resultUrl ?? null } as const;
  return pageReply(context, 200, 'return', (nonce) =>
    returnPage({ language: languageOf(call, known?.language), sale: saleOf(context, known), nonce }, data, script),
  );
}

/** A page with a message and nothing else. */
export const messageReply = (
  context: RouteContext,
  call: Call,
  status: number,
  kind: 'used' | 'refused',
  known?: Attempt,
): Reply =>
  pageReply(context, status, 'message', (nonce) =>
    messagePage({ language: languageOf(call, known?.language), sale: saleOf(context, known), nonce }, kind),
  );

/** What the head of our pages shows, in which style, and the way back to the shop. */
export const saleOf = ({ settings }: RouteContext, attempt?: Attempt): Sale => ({
  shopName: settings.shopName,
  logo: settings.shopLogo?.href ?? null,
  tokens: settings.pageTokens,
  wayBack: attempt?.resultUrl ?? settings.publicUrl.href,
  amount: attempt?.amount,
});
