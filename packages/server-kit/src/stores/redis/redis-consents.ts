// Proof of consent in Redis: a hash for each customer, which lives for years after its last change.
import { byTime, isAbout, type Consent, type ConsentedCard, type Consents } from '../../payments/ports/consents.ts';
import type { RedisCommands } from './redis-commands.ts';
import type { RedisKeys } from './redis-keys.ts';

export class RedisConsents implements Consents {
  readonly #redis: RedisCommands;
  readonly #keys: RedisKeys;
  readonly #keepMs: number;

  constructor(redis: RedisCommands, keys: RedisKeys, keepMs: number) {
    this.#redis = redis;
    this.#keys = keys;
    this.#keepMs = keepMs;
  }

  async keepConsent(consent: Consent): Promise<void> {
    const key = this.#keys.consents(consent.customer);
    await this.#redis.call('HSETNX', key, consent.id, JSON.stringify(consent));
    await this.#redis.call('PEXPIRE', key, this.#keepMs);
  }

  async withdrawConsents(card: ConsentedCard, atMs: number): Promise<void> {
    const key = this.#keys.consents(card.customer);
    for (const consent of await this.consentsOf(card.customer)) {
      if (!isAbout(consent, card) || consent.withdrawnAtMs !== null) continue;
      await this.#redis.call('HSET', key, consent.id, JSON.stringify({ ...consent, withdrawnAtMs: atMs }));
      await this.#redis.call('PEXPIRE', key, this.#keepMs);
    }
  }

  async consentsOf(customer: string): Promise<readonly Consent[]> {
    const found = (await this.#redis.call('HVALS', this.#keys.consents(customer))) as string[];
    return found.map((json) => JSON.parse(json) as Consent).toSorted(byTime);
  }
}
