// Turns the server's launch path into an address, if it is one we may send the shopper to.

/** Undefined when it leaves the server-kit's own origin, whatever the answer said. */
export function launchAddress(endpoint: string, launchUrl: string): string | undefined {
  const home = new URL(endpoint, location.href);
  const address = URL.canParse(launchUrl, home) ? new URL(launchUrl, home) : undefined;
  return address?.origin === home.origin && /^https?:$/.test(address.protocol) ? address.href : undefined;
}
