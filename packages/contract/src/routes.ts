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
  /** Of the frame with the form, which a card server has. */
  frameScript: '/frame.js',
  challengeScript: '/challenge-page.js',
  checkout: '/checkouts/:reference',
  payments: '/payments',
  payment: '/payments/:handle',
  /** POST: a fresh launch address for the same attempt ("open the bank page again"). */
  launch: '/payments/:handle/launch',
  /** POST: the shopper cancels this attempt. Never a failure by itself. */
  cancel: '/payments/:handle/cancel',
  /** The same answer pushed as Server-Sent Events (`event: payment`): at once, and when there is news. */
  events: '/payments/:handle/events',
  /** What became of an attempt whose answer was lost. */
  attempt: '/attempts/:attempt',
  wait: '/challenge/wait/:attempt',
  challenge: '/challenge/:launchId',
  /** The template as the bank sent it, in an origin that is not the shop's; only for templates that are not one plain form. */
  challengeTemplate: '/challenge/:launchId/template',
  /** Where the launch page goes when it refuses a template: `?lang=` and `&reason=`. */
  challengeRefused: '/challenge/:launchId/refused',
  return: '/return/:attempt',
  webhook: '/webhook',
  /** POST `{ bin }`: what the issuer's data says of a card's first 8 digits. */
  bin: '/bin',
  /** GET: saved cards of the shopper whom the shop's server names. POST: save one without paying. */
  savedCards: '/saved-cards',
  /** POST: forget a saved card. */
  deleteSavedCard: '/saved-cards/:card/delete',
  /** POST: a browser reports what the Content-Security-Policy of the checkout page stopped. */
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

/** The same address, naming the checkout that it is asked for: a PSP's sub-merchants have cards and accounts of their own. */
export const forCheckout = (address: string, checkout: string): string =>
  `${address}?${CHECKOUT_PARAMETER}=${encodeURIComponent(checkout)}`;

/** Query parameter of `forCheckout`. */
export const CHECKOUT_PARAMETER = 'checkout';
