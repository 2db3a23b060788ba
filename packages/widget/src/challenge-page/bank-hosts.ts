// Where a bank's page may send the shopper: which hosts belong to the shop, and which have a meaning only on one machine or network.
import type { AcsFormRules, Refusal } from '@eximpe/contract';
import { parseUrl } from '../url.ts';

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;
/** The URL parser has already turned every spelling of an IPv4 address into four numbers. */
const IP_ADDRESS = /^(?:\d+(?:\.\d+){3}|\[.*\])$/;
/** Names that have a meaning only on one network. */
const PRIVATE_NAME = /^[^.]+$|\.(?:local|localdomain|internal|intranet|corp|lan|home|home\.arpa)$/;

const hostOf = (url: URL): string => url.hostname.replace(/\.$/, '');
const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

export const isLoopback = (url: URL): boolean => LOOPBACK.test(hostOf(url));

/** The rule that keeps a page away from the shopper's own machine and network. */
export function refuseReach(url: URL, { allowLoopbackHttp }: AcsFormRules): Refusal | undefined {
  const host = hostOf(url);
  if (LOOPBACK.test(host)) return allowLoopbackHttp ? undefined : 'action_is_loopback';
  if (IP_ADDRESS.test(host)) return 'action_is_ip_address';
  return PRIVATE_NAME.test(host) ? 'action_is_private' : undefined;
}

/**
 * A form that posts to the merchant would be a forged request that SameSite does not stop. Cookies belong to hosts and their parent domains,
 * not to ports, so a host above or below one of the shop's also counts as the shop's. For sibling hosts the server names the parent domain.
 */
export function isOwn(url: URL, { ownOrigins, ownBankPath }: AcsFormRules): boolean {
  if (ownBankPath && ownOrigins.includes(url.origin) && url.pathname.startsWith(`${ownBankPath}/`)) return false;
  const host = hostOf(url);
  return ownOrigins.some((origin) => {
    const own = parseUrl(origin);
    if (!own) return false;
    if (isLoopback(url)) return own.host === url.host;
    const domain = hostOf(own);
    return isWithin(host, domain) || isWithin(domain, host);
  });
}

export const isListed = (url: URL, { acsHosts }: AcsFormRules): boolean =>
  acsHosts === null || acsHosts.some((suffix) => isWithin(hostOf(url), suffix));
