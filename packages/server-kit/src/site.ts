// The site of a host, as browsers have it: its registrable domain. Hosts of one site may share cookies, and SameSite holds nothing back between them.
import { getDomain } from 'tldts';

/**
 * By the Public Suffix List, in which a shop on a platform (`shop.vercel.app`) is a site of its own.
 * Null where there is none: an IP address, a name without a dot, a public suffix.
 */
export const siteOf = (host: string): string | null => getDomain(host, { allowPrivateDomains: true });
