// Makes the headers of the page from the inventory; pure. Middleware sets them, and the doctor expects them. We do
// not use helmet: it makes policies only for Express's requests; apart from that it only joins words, which the
// inventory has already checked.
import { ROUTES } from '@eximpe/contract';
import type { CheckedInventory } from './inventory.ts';

/** The defaults; the inventory may replace them. Workers, too, must be listed scripts. */
const DIRECTIVES: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'self'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'self'"],
};

const ENDPOINT = 'page-guard';

export type GuardHeaders = Readonly<Record<string, string>>;

/**
 * @param origin the page's, e.g. `https://shop.example`
 * @returns names in lower case
 */
export function guardHeaders(inventory: CheckedInventory, origin: string, reportOnly = false): GuardHeaders {
  const reports = `${inventory.mount}${ROUTES.pageReports}`;
  // Browsers accept Reporting-Endpoints only over HTTPS; without it, `report-to` would only switch off `report-uri`.
  const isSecure = origin.startsWith('https:');
  const directives = {
    ...DIRECTIVES,
    'script-src': scriptSources(inventory, origin),
    ...inventory.directives,
    'report-uri': [reports],
    ...(isSecure ? { 'report-to': [ENDPOINT] } : {}),
  };
  const policy = Object.entries(directives).map(([name, sources]) => [name, ...sources].join(' '));
  return {
    [`content-security-policy${reportOnly ? '-report-only' : ''}`]: policy.join('; '),
    ...(isSecure ? { 'reporting-endpoints': `${ENDPOINT}="${reports}"` } : {}),
  };
}

/** Lists addresses instead of `'self'`: a file that somebody uploaded to the shop is not a script of the page. */
function scriptSources({ scripts }: CheckedInventory, origin: string): string[] {
  const sources = scripts.map(({ source, integrity }) =>
    source === 'inline' ? `'${integrity ?? ''}'` : new URL(source, origin).href,
  );
  return sources.length > 0 ? [...new Set(sources)] : ["'none'"];
}
