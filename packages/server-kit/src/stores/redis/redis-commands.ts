// Sends commands to a Redis client, and scripts by their hash, so that a script's text is sent only once.
import { createHash } from 'node:crypto';
import type { RedisSubscriber } from './redis-news.ts';

export type Argument = string | number;

/** The part of an ioredis client, or cluster client, that we use. */
export interface RedisClient {
  call(command: string, ...args: Argument[]): Promise<unknown>;
  duplicate(): RedisSubscriber;
  /** Only on a cluster client, once it is connected: a client for each node that has keys. */
  nodes?(role: 'master'): readonly RedisClient[];
}

/** A client for each node that has keys: several in a cluster. Rejects while no node can be reached. */
export async function nodesOf(client: RedisClient): Promise<readonly RedisClient[]> {
  // A cluster client learns its nodes when it connects.
  await client.call('PING');
  return client.nodes?.('master') ?? [client];
}

export class RedisCommands {
  readonly #client: RedisClient;
  readonly #hashes = new Map<string, string>();

  constructor(client: RedisClient) {
    this.#client = client;
  }

  call(command: string, ...args: Argument[]): Promise<unknown> {
    return this.#client.call(command, ...args);
  }

  /** Runs a script by its hash; sends the text when the server does not have it (any more). Whole numbers may come back as text: read them with Number(). */
  async run(script: string, keys: readonly string[], ...args: Argument[]): Promise<unknown> {
    const hash = this.#hashes.get(script) ?? createHash('sha1').update(script).digest('hex');
    this.#hashes.set(script, hash);
    try {
      return await this.#client.call('EVALSHA', hash, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error as Error).message.startsWith('NOSCRIPT')) throw error;
      return this.#client.call('EVAL', script, keys.length, ...keys, ...args);
    }
  }
}
