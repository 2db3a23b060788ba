// Every path under the mount, written once. Server patterns and client paths come from the same row.

/** Express patterns, relative to where the router is mounted. */
export const ROUTES = {
  cardForm: '/card-form.js',
  /** Parts of the form that are loaded only when they are needed, relative to the form's own address. */
  language: '/lang/:file',
  savedCardsScript: '/saved-cards.js',
  part: '/parts/:file',
  /** Style sheets for pages that link the form's script. */
  theme: '/themes/:file',
  /** The script of the frame with the form; only on a card server. */
  frameScript: '/frame.js',
  challengeScript: '/challenge-page.js',
  checkout: '/checkouts/:reference',
  payments: '/payments',
  payment: '/payments/:handle',
  /** POST: a fresh launch address for the same attempt ("open the bank page again"). */
  launch: '/payments/:handle/launch',
  /** POST: the shopper cancels this attempt. This alone does not make the payment failed. */
  cancel: '/payments/:handle/cancel',
  /** The payment answer pushed as Server-Sent Events (`event: payment`): at once, and when there is news. */
  events: '/payments/:handle/events',
  /** The outcome of an attempt whose answer was lost. */
  attempt: '/attempts/:attempt',
  wait: '/challenge/wait/:attempt',
  challenge: '/challenge/:launchId',
  /** The template as the bank sent it, on an origin that is not the shop's; only for templates that are not one plain form. */
  challengeTemplate: '/challenge/:launchId/template',
  /** Where the launch page goes when it refuses a template: `?lang=` and `&reason=`. */
  challengeRefused: '/challenge/:launchId/refused',
  return: '/return/:attempt',
  webhook: '/webhook',
  /** POST `{ bin }`: what the issuer's data says about a card's first 8 digits. */
  bin: '/bin',
  /** GET: the saved cards of the shopper whom the shop's server names. POST: saves one without a payment. */
  savedCards: '/saved-cards',
  /** POST: deletes a saved card. */
  deleteSavedCard: '/saved-cards/:card/delete',
  /** POST: a browser reports what the Content-Security-Policy of the checkout page blocked. */
  pageReports: '/page-reports',
  /** Whether the mount is ready to take payments. */
  health: '/health',
} as const;

export type RouteName = keyof typeof ROUTES;

type Params<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Params<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** `path('/eximpe', 'payment', { handle })` → `/eximpe/payments/…`, each parameter percent-encoded. */
export function path<Route extends RouteName>(
  mount: string,
  route: Route,
  ...[params]: [Params<(typeof ROUTES)[Route]>] extends [never]
    ? []
    : [Readonly<Record<Params<(typeof ROUTES)[Route]>, string>>]
): string {
  const named = (params ?? {}) as Readonly<Record<string, string>>;
  const filled = ROUTES[route]
    .split('/')
    .map((part) => (part.startsWith(':') ? encodeURIComponent(named[part.slice(1)] ?? '') : part))
    .join('/');
  return mount.replace(/\/+$/, '') + filled;
}

/** Adds the checkout to the address: a PSP's sub-merchants have their own cards and accounts. */
export const forCheckout = (address: string, checkout: string): string =>
  `${address}?${CHECKOUT_PARAMETER}=${encodeURIComponent(checkout)}`;

/** Query parameter of `forCheckout`. */
export const CHECKOUT_PARAMETER = 'checkout';
