// Reads an address. `URL.canParse` and `URL.parse` are younger than phones still in use.

/** Undefined for what is no address. */
export function parseUrl(text: string, base?: string | URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
