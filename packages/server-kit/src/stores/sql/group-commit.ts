// Group commit: what is written in one turn of the event loop is one transaction, so that many payments wait for the disk once.
import { withRemedy } from '../store-trouble.ts';

interface Write {
  readonly work: () => unknown;
  readonly isBrief: boolean;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

type Settle = () => void;

/** What is used of a database here. */
export interface Transactions {
  exec(text: string): unknown;
  /** Does this without waiting for the disk. */
  withoutDisk<Value>(work: () => Value): Value;
}

export class GroupCommit {
  readonly #database: Transactions;
  #waiting: Write[] = [];

  constructor(database: Transactions) {
    this.#database = database;
  }

  /**
   * Resolves once what `work` wrote is committed; rejects where nothing of it is. One that throws takes nothing else of its
   * transaction along, unless the transaction itself comes to nothing.
   * @param isBrief not worth a wait for the disk: waits only where another write of the same transaction does
   */
  write<Value>(work: () => Value, isBrief: boolean): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, isBrief, resolve, reject });
      // After all that has arrived by now: it may have something to write, too.
      if (this.#waiting.length === 1) setImmediate(() => this.commit());
    });
  }

  /** What waits, at once. */
  commit(): void {
    const writes = this.#waiting;
    if (writes.length === 0) return;
    this.#waiting = [];
    try {
      const transaction = (): Settle[] => this.#transact(writes);
      const isBrief = writes.every((write) => write.isBrief);
      for (const settle of isBrief ? this.#database.withoutDisk(transaction) : transaction()) settle();
    } catch (error) {
      for (const { reject } of writes) reject(withRemedy(error));
    }
  }

  #transact(writes: readonly Write[]): Settle[] {
    try {
      this.#database.exec('begin immediate');
      const settles = writes.map((write) => this.#carryOut(write));
      this.#database.exec('commit');
      return settles;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** What its caller is to be told once all is committed. */
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

  /** Some errors, such as a full disk, end the transaction by themselves, and all that was written in it. */
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
      // Nothing was under way any more.
    }
  }
}
