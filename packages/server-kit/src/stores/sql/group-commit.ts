// Group commit: all writes of one turn of the event loop are one transaction, so that many payments wait for the disk only once.
import { withRemedy } from '../store-trouble.ts';

interface Write {
  readonly work: () => unknown;
  readonly isBrief: boolean;
  readonly sinceMs: number;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

type Settle = () => void;

/** The part of a database that we use here. */
export interface Transactions {
  exec(text: string): unknown;
  /** Does `work` without waiting for the disk. */
  withoutDisk<Value>(work: () => Value): Value;
}

/** How long a write waits for the end of a transaction that the shop has open on the same handle. */
const MOST_WAIT_MS = 2_000;
const BETWEEN_TRIES_MS = 10;

/** What SQLite says when a transaction is already open: it has done nothing. */
const IS_OPEN = /transaction within a transaction|changed inside a transaction/;

export class GroupCommit {
  readonly #database: Transactions;
  #waiting: Write[] = [];

  constructor(database: Transactions) {
    this.#database = database;
  }

  /**
   * Resolves once the writes of `work` are committed; rejects when none of them is. A `work` that throws undoes no
   * other writes of the transaction, unless the whole transaction fails.
   * @param isBrief not worth a wait for the disk: waits only when another write of the same transaction does
   */
  write<Value>(work: () => Value, isBrief: boolean): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, isBrief, sinceMs: performance.now(), resolve, reject });
      // Runs after all requests that have already arrived: they may write something, too.
      if (this.#waiting.length === 1) setImmediate(() => this.commit());
    });
  }

  /** Commits all waiting writes now; while the shop has a transaction open on the handle, a little later. */
  commit(): void {
    const writes = this.#waiting;
    if (writes.length === 0) return;
    this.#waiting = [];
    try {
      const transaction = (): Settle[] => this.#transact(writes);
      const isBrief = writes.every((write) => write.isBrief);
      for (const settle of isBrief ? this.#database.withoutDisk(transaction) : transaction()) settle();
    } catch (error) {
      this.#waiting = IS_OPEN.test((error as Error).message) ? writes.filter(mayWait) : [];
      for (const write of writes) if (!this.#waiting.includes(write)) write.reject(withRemedy(error));
      if (this.#waiting.length > 0) setTimeout(() => this.commit(), BETWEEN_TRIES_MS);
    }
  }

  #transact(writes: readonly Write[]): Settle[] {
    // Outside of the try: if this fails, a transaction that is open is the shop's, and not ours to end.
    this.#database.exec('begin immediate');
    try {
      const settles = writes.map((write) => this.#carryOut(write));
      this.#database.exec('commit');
      return settles;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** Resolves or rejects for the caller, once all is committed. */
  #carryOut({ work, resolve, reject }: Write): Settle {
    this.#database.exec('savepoint one');
    try {
      const value = work() as never;
      this.#database.exec('release one');
      return () => resolve(value);
    } catch (error) {
      this.#undo(error);
      return () => reject(error);
    }
  }

  /** Some errors, such as a full disk, end the transaction by themselves, and undo all its writes. */
  #undo(error: unknown): void {
    try {
      this.#database.exec('rollback to one; release one');
    } catch {
      throw error;
    }
  }

  #rollBack(): void {
    try {
      this.#database.exec('rollback');
    } catch {
      // The transaction had already ended.
    }
  }
}

const mayWait = ({ sinceMs }: Write): boolean => performance.now() - sinceMs < MOST_WAIT_MS;
