// A server with the kit mounted in it, as the suite sees it.
import type { Capability } from './capabilities.ts';
import type { Seen, Setup } from './shop.ts';

/** Where a platform goes its own way, by what the suite then expects of it. */
export const QUIRKS = {
  redirectsSlashes: 'addresses',
  answersBadPaths: 'addresses',
  decodesAddresses: 'addresses',
  compressesItself: 'files',
  buffers: 'stream',
  readsWholeRequests: 'gone',
  knowsTheAddress: 'address',
  addressByHeaderAlone: 'address',
  endsTls: 'insecure',
  needsNoTrust: 'trust',
  hidesTrust: 'trust',
  bodyIsGone: 'parser',
  hasNoParser: 'parser',
  keepsCookies: 'cookies',
} as const satisfies Record<string, Capability>;
export type QuirkName = keyof typeof QUIRKS;

/** Each with the reason, for the table. */
export type Quirks = Partial<Record<QuirkName, string | undefined>>;

export interface OpenHost {
  /** Origin; the kit is mounted at `/eximpe`. */
  readonly url: string;
  seen(): Promise<Seen>;
  close(): Promise<void>;
}

export interface Host {
  readonly name: string;
  readonly quirks: Quirks;
  open(setup: Setup): Promise<OpenHost>;
}
