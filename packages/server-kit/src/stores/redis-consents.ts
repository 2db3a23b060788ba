// Proof of consent in Redis: a hash for each customer, which lives for years after its last change.
import { createHash } from 'node:crypto';
import { byTime, isAbout, type Consent, type ConsentedCard } from '../payments/ports/consents.ts';
import type { RedisCommands } from './redis-commands.ts';

export class RedisConsents {
  readonly #redis: RedisCommands;
  readonly #prefix: string;
  readonly #keepMs: number;

  constructor(redis: RedisCommands, prefix: string, keepMs: number) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#keepMs = keepMs;
  }

  #keyOf = (customer: string): string =>
    `${this.#prefix}consents:${createHash('sha256').update(customer).digest('base64url').slice(0, 22)}`;

  async keepConsent(consent: Consent): Promise<void> {
    const key = this.#keyOf(consent.customer);
    await this.#redis.call('HSETNX', key, consent.id, JSON.stringify(consent));
    await this.#redis.call('PEXPIRE', key, this.#keepMs);
  }

  async withdrawConsents(card: ConsentedCard, atMs: number): Promise<void> {
    const key = this.#keyOf(card.customer);
    for (const consent of await this.consentsOf(card.customer)) {
      if (!isAbout(consent, card) || consent.withdrawnAtMs !== null) continue;
      await this.#redis.call('HSET', key, consent.id, JSON.stringify({ ...consent, withdrawnAtMs: atMs }));
      await this.#redis.call('PEXPIRE', key, this.#keepMs);
    }
  }

  async consentsOf(customer: string): Promise<readonly Consent[]> {
    const found = (await this.#redis.call('HVALS', this.#keyOf(customer))) as string[];
    return found.map((json) => JSON.parse(json) as Consent).toSorted(byTime);
  }
}
