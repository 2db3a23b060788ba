// The site of a host, as browsers define it: its registrable domain. Hosts of one site may share cookies, and SameSite does not separate them.
import { getDomain } from 'tldts';

/**
 * Uses the Public Suffix List, in which a shop on a platform (`shop.vercel.app`) is its own site. Null when the host
 * has no site: an IP address, a name without a dot, a public suffix.
 */
export const siteOf = (host: string): string | null => getDomain(host, { allowPrivateDomains: true });
