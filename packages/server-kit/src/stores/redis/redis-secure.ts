// Waits until disk and replicas have a write. Uses its own connection, because other commands on the same one would wait, too.
import type { Argument, RedisClient } from './redis-commands.ts';

/** Where a write must be before it counts as safe: on the disk (Redis 7.2 and newer), and on this many replicas. */
export interface SecureBy {
  readonly disk?: boolean;
  readonly replicas?: number;
  /** Milliseconds. Default 1,000. */
  readonly timeoutMs?: number;
}

export interface Securer {
  /** Resolves once everything that was written before this call is safe. Rejects when that takes too long. */
  secure(): Promise<void>;
  close(): void;
}

type Connection = Pick<RedisClient, 'call'> & { disconnect(): void };

/** @param key of a marker: Redis confirms only a connection's own writes, and earlier writes of others are safe before those */
export function createSecurer(client: RedisClient, key: string, secureBy: SecureBy): Securer {
  const { disk = false, replicas = 0, timeoutMs = 1_000 } = secureBy;
  const connection = client.duplicate() as unknown as Connection;

  async function wait(): Promise<void> {
    await connection.call('SET', key, Date.now(), 'PX', 60_000);
    if (disk) {
      const [onDisk, onReplicas] = (await connection.call('WAITAOF', 1, replicas, timeoutMs)) as [Argument, Argument];
      if (Number(onDisk) < 1 || Number(onReplicas) < replicas) throw notSecured(timeoutMs);
      return;
    }
    if (replicas > 0 && Number(await connection.call('WAIT', replicas, timeoutMs)) < replicas)
      throw notSecured(timeoutMs);
  }

  /** One wait serves all calls that came before it began. */
  let underWay: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return {
    secure() {
      next ??= underWay
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          underWay = wait();
          return underWay;
        });
      return next;
    },
    close: () => connection.disconnect(),
  };
}

const notSecured = (timeoutMs: number): Error =>
  new Error(`disk or replicas did not confirm a write within ${timeoutMs} ms (option secureBy of the Redis store)`);
