// Small things remembered for a while, and claims on work that only one process may do.

export interface Note {
  readonly key: string;
  readonly value: string;
  /** After so many milliseconds it is forgotten. */
  readonly ttlMs: number;
}

/** Names one claim. */
export type Claim = string;

export interface Notes {
  /** A small note that is forgotten after `ttlMs`. */
  put(key: string, value: string, ttlMs: number): Promise<void>;
  get(key: string): Promise<string | undefined>;
  /** A claim for exactly one caller until `ttlMs` passed or it was released; undefined for everyone else meanwhile. */
  claim(key: string, ttlMs: number): Promise<Claim | undefined>;
  /** Does nothing when the claim ran out: by then it may be another's. */
  release(key: string, claim: Claim): Promise<void>;
}
