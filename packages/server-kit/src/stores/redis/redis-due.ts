// Lists of due attempts in Redis, one for each chore: an entry is written before the attempt, and corrected when it turns out to be too early.
import type { AttemptId } from '@eximpe/contract';
import { CHORES, dueAt, type Attempt, type Chore } from '../../payments/attempt/attempt.ts';
import { NewerRecordError } from '../record.ts';
import type { RedisCommands } from './redis-commands.ts';
import type { RedisKeys } from './redis-keys.ts';
import { CORRECT_DUE, LIST_DUE } from './redis-scripts.ts';

/** The time allowed between listing a record and writing it: far more than that takes. */
export const ABOUT_TO_COME_MS = 60_000;

export class RedisDue {
  readonly #redis: RedisCommands;
  readonly #keys: RedisKeys;
  readonly #find: (id: AttemptId) => Promise<Attempt | undefined>;

  constructor(redis: RedisCommands, keys: RedisKeys, find: (id: AttemptId) => Promise<Attempt | undefined>) {
    this.#redis = redis;
    this.#keys = keys;
    this.#find = find;
  }

  /** Only ever makes an entry's time earlier; `list` corrects a time that turns out to be too early. */
  async mark(attempt: Attempt): Promise<void> {
    await Promise.all(
      CHORES.map(async (chore) => {
        const atMs = dueAt(attempt, chore);
        if (atMs !== null) await this.#redis.call('ZADD', this.#keys.due(chore), 'LT', atMs, attempt.id);
      }),
    );
  }

  async list(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]> {
    const listed = await listDue(this.#redis, this.#keys.due(chore), nowMs, limit);
    const looked = await Promise.all(listed.map(async ([id, score]) => this.#look(chore, id, score, nowMs)));
    return looked.filter((id) => id !== undefined);
  }

  async count(chore: Chore, nowMs: number): Promise<number> {
    return Number(await this.#redis.call('ZCOUNT', this.#keys.due(chore), '-inf', nowMs));
  }

  /** The attempt's id, when this work is due for it; else corrects its entry. */
  async #look(chore: Chore, id: AttemptId, score: number, nowMs: number): Promise<AttemptId | undefined> {
    const attempt = await this.#find(id).catch(ignoreNewer);
    const dueAtMs = attempt ? dueAt(attempt, chore) : null;
    if (dueAtMs !== null && dueAtMs <= nowMs) return id;
    // An attempt is listed before it is written: a missing one may be about to come.
    if (!attempt && nowMs - score < ABOUT_TO_COME_MS) return undefined;
    await this.#redis.run(CORRECT_DUE, [this.#keys.due(chore)], id, score, dueAtMs ?? '');
    // The attempt may have been written between look and correction, or Redis may have lost its last second: lists it again as it is now.
    const current = await this.#find(id).catch(ignoreNewer);
    if (current) await this.mark(current);
    return undefined;
  }
}

/** The entries of a list up to `nowMs`, each with its time; soonest first. */
export async function listDue(
  redis: RedisCommands,
  key: string,
  nowMs: number,
  limit: number,
): Promise<readonly (readonly [member: string, atMs: number])[]> {
  const listed = (await redis.run(LIST_DUE, [key], nowMs, limit)) as string[];
  return Array.from({ length: listed.length / 2 }, (_, row) => [listed[2 * row] ?? '', Number(listed[2 * row + 1])]);
}

/** A record of a newer version is left for a process that can read it. */
function ignoreNewer(error: unknown): undefined {
  if (!(error instanceof NewerRecordError)) throw error;
}
