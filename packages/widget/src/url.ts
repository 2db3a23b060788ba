// Reads an address. Phones still in use lack `URL.canParse` and `URL.parse`.

/** Undefined for text that is not an address. */
export function parseUrl(text: string, base?: string | URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
