// The Redis itself: whether it can be reached, its clock, what it can't keep, and how safe a write is.
import type { StoreFault, StorePlace } from '../../payments/ports/store.ts';
import { nodesOf, type RedisClient } from './redis-commands.ts';
import { faultsOf } from './redis-faults.ts';
import { createSecurer, type SecureBy, type Securer } from './redis-secure.ts';

export class RedisPlace implements StorePlace {
  readonly durable = true;
  readonly #client: RedisClient;
  readonly #markerKey: string;
  readonly #secureBy: SecureBy | undefined;
  #securer: Securer | undefined;

  /** @param markerKey the key for a write of its own, which shows that earlier writes are safe */
  constructor(client: RedisClient, markerKey: string, secureBy: SecureBy | undefined) {
    this.#client = client;
    this.#markerKey = markerKey;
    this.#secureBy = secureBy;
  }

  async ping(): Promise<void> {
    await this.#client.call('PING');
  }

  async time(): Promise<number> {
    const [seconds, microseconds] = (await this.#client.call('TIME')) as [string, string];
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  }

  async examine(): Promise<readonly StoreFault[]> {
    const nodes = await nodesOf(this.#client);
    const found = await Promise.all(nodes.map(async (node) => faultsOf(String(await node.call('INFO')))));
    // Reports each fault once, even when several nodes have it.
    return [...new Map(found.flat().map((fault) => [fault.fault, fault])).values()];
  }

  async secure(): Promise<boolean> {
    if (!this.#secureBy) return false;
    this.#securer ??= createSecurer(this.#client, this.#markerKey, this.#secureBy);
    await this.#securer.secure();
    return true;
  }

  close(): void {
    this.#securer?.close();
  }
}
