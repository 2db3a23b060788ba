// From the inventory to the headers of the page; pure. Middleware sets them, and the doctor expects them. Helmet makes policies for Express's
// requests alone; without one, what it does is to join words, and the inventory has checked those already.
import { ROUTES } from '@eximpe/contract';
import type { CheckedInventory } from './inventory.ts';

/** Where the inventory says nothing else. Workers, too, may only be scripts that are listed. */
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
 * @param origin of the page, e.g. `https://shop.example`
 * @returns names in lower case
 */
export function guardHeaders(inventory: CheckedInventory, origin: string, reportOnly = false): GuardHeaders {
  const reports = `${inventory.mount}${ROUTES.pageReports}`;
  // Browsers take Reporting-Endpoints over HTTPS alone; named without it, `report-to` would silence `report-uri`.
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

/** By address and not by `'self'`: a file that somebody uploaded to the shop is no script of the page. */
function scriptSources({ scripts }: CheckedInventory, origin: string): string[] {
  const sources = scripts.map(({ source, integrity }) =>
    source === 'inline' ? `'${integrity ?? ''}'` : new URL(source, origin).href,
  );
  return sources.length > 0 ? [...new Set(sources)] : ["'none'"];
}
