// In the doctor's words: an address did not answer at all, or not as HTTP.

/** `fetch` only says "fetch failed": its cause has the reason, e.g. `ECONNREFUSED`. */
export function noAnswer(address: string, error: unknown): string {
  const { message, cause } = error as Error & { readonly cause?: Partial<NodeJS.ErrnoException> };
  return `no usable answer from ${address} (${cause?.code ?? cause?.message ?? message})`;
}

/** The same for the mount, which the kit itself finds by `publicUrl`. */
export const noMount = (mount: string, error: unknown): string =>
  `${noAnswer(mount, error)}: is the shop running, and is publicUrl the address that shoppers use?`;
