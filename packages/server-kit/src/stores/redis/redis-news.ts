// One subscription for all waiting requests: news of writes, by attempt.
import type { AttemptId } from '@eximpe/contract';

/** The part of a listening ioredis client that we use. */
export interface RedisSubscriber {
  subscribe(channel: string): Promise<unknown>;
  on(event: 'message', listener: (channel: string, message: string) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  disconnect(): void;
}

export class RedisNews {
  readonly channel: string;
  readonly #connect: () => RedisSubscriber;
  readonly #listeners = new Map<AttemptId, Set<() => void>>();
  #subscriber: RedisSubscriber | undefined;
  #subscribed: Promise<unknown> | undefined;

  constructor(connect: () => RedisSubscriber, channel: string) {
    this.#connect = connect;
    this.channel = channel;
  }

  async watch(id: AttemptId, listener: () => void): Promise<() => void> {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners);
    listeners.add(listener);
    const stop = (): void => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(id) === listeners) this.#listeners.delete(id);
    };
    this.#subscribed ??= this.#subscribe();
    try {
      await this.#subscribed;
    } catch (error) {
      // Nobody else can: the caller gets no function for it.
      stop();
      throw error;
    }
    return stop;
  }

  async #subscribe(): Promise<unknown> {
    const subscriber = this.#connect();
    this.#subscriber = subscriber;
    // The client reconnects and subscribes again by itself; waiting requests also look from time to time.
    subscriber.on('error', () => undefined);
    subscriber.on('message', (_channel, id) => {
      for (const listener of this.#listeners.get(id) ?? []) listener();
    });
    try {
      return await subscriber.subscribe(this.channel);
    } catch (error) {
      this.#subscribed = undefined;
      subscriber.disconnect();
      throw error;
    }
  }

  close(): void {
    this.#subscriber?.disconnect();
    this.#subscriber = undefined;
    this.#subscribed = undefined;
  }
}
