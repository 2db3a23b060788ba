// Seeded identifiers: the n-th id of a kind is the same for the same seed.
import { createHash } from 'node:crypto';

export class Ids {
  readonly #seed: string;
  readonly #counts = new Map<string, number>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** Starts the sequence of ids again. */
  restart(): void {
    this.#counts.clear();
  }

  /** Prefix and ten digits, as in `OD9888127185`. */
  numbered(prefix: 'OD' | 'PR' | 'RF' | 'ST' | 'CB'): string {
    const digits = (BigInt(`0x${this.#digest(prefix).slice(0, 16)}`) % 9_000_000_000n) + 1_000_000_000n;
    return `${prefix}${digits}`;
  }

  /** `length` hexadecimal digits. */
  hex(kind: string, length: number): string {
    let text = '';
    while (text.length < length) text += this.#digest(kind);
    return text.slice(0, length);
  }

  uuid(kind: string): string {
    const hex = this.#digest(kind);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  #digest(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return createHash('sha256').update(`${this.#seed}|${kind}|${count}`).digest('hex');
  }
}
