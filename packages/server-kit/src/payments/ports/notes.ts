// Small things remembered for a while, and claims on work that only one process may do.

export interface Note {
  readonly key: string;
  readonly value: string;
  /** The store forgets it after this many milliseconds. */
  readonly ttlMs: number;
}

/** Identifies a claim. */
export type Claim = string;

export interface Notes {
  /** A small note that is forgotten after `ttlMs`. */
  put(key: string, value: string, ttlMs: number): Promise<void>;
  get(key: string): Promise<string | undefined>;
  /** Gives a claim to exactly one caller until `ttlMs` has passed or it is released; undefined for all others meanwhile. */
  claim(key: string, ttlMs: number): Promise<Claim | undefined>;
  /** Does nothing when the claim has expired: another caller may have it by then. */
  release(key: string, claim: Claim): Promise<void>;
}
