// News of writes for waiting requests: the database pushes them if it can, else the kit polls.
import { randomUUID } from 'node:crypto';
import type { AttemptId } from '@eximpe/contract';

/** The time between two looks at the attempts that requests wait for. */
const LOOK_EVERY_MS = 200;
/** The time before the next try to listen: a pooler that gives each statement another session brings no news. */
const LISTEN_AGAIN_MS = 30_000;

interface Watched {
  /** The newest revision that the listeners were told. */
  revision: number;
  readonly listeners: Set<() => void>;
}

/** Names an attempt among all accounts: the account, a space, the id. */
export type WatchedKey = `${string} ${AttemptId}`;

/** Where news comes from. */
export interface NewsSource {
  /** Whether the database can tell other processes about writes; if not, waiting requests look for them. */
  readonly listens: boolean;
  /** The stored revisions of these attempts. */
  revisionsOf(keys: readonly WatchedKey[]): Promise<ReadonlyMap<WatchedKey, number>>;
  /**
   * Calls `heard` with news from any process, and `lost` once it no longer can. Resolves once it listens, with the
   * function that ends it; with undefined when there is no spare connection for it.
   */
  listen(heard: (news: string) => void, lost: () => void): Promise<(() => void) | undefined>;
  /** Tells all processes that listen, this one too. */
  tell(news: string): Promise<void>;
}

export class RevisionNews {
  readonly #source: NewsSource;
  readonly #watched = new Map<WatchedKey, Watched>();
  #session: Session | undefined;
  #listensAgainAtMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(source: NewsSource) {
    this.#source = source;
  }

  async watch(account: string, id: AttemptId, listener: () => void): Promise<() => void> {
    const key: WatchedKey = `${account} ${id}`;
    const watched = this.#watched.get(key) ?? { revision: 0, listeners: new Set() };
    this.#watched.set(key, watched);
    watched.listeners.add(listener);
    const stop = (): void => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && this.#watched.get(key) === watched) this.#watched.delete(key);
    };
    try {
      if (watched.revision === 0)
        watched.revision = Math.max(watched.revision, (await this.#source.revisionsOf([key])).get(key) ?? 0);
    } catch (error) {
      // Nobody else can: the caller gets no function for it.
      stop();
      throw error;
    }
    this.#keepLooking();
    return stop;
  }

  /** A write by this process. */
  wrote(account: string, id: AttemptId, revision: number): void {
    const key: WatchedKey = `${account} ${id}`;
    this.#heard(key, revision);
    // A process that does not hear of it looks itself.
    if (this.#source.listens && !this.#isClosed) this.#source.tell(`${key} ${revision}`).catch(() => undefined);
  }

  #heard(key: WatchedKey, revision: number): void {
    const watched = this.#watched.get(key);
    if (!watched || revision <= watched.revision) return;
    watched.revision = revision;
    for (const listener of watched.listeners) listener();
  }

  #keepLooking(): void {
    if (this.#timer !== undefined || this.#isClosed || this.#watched.size === 0) return;
    if (this.#source.listens && !this.#session?.isHeard && Date.now() >= this.#listensAgainAtMs) this.#listen();
    this.#timer = setTimeout(() => {
      void (this.#session?.isHeard ? Promise.resolve() : this.#look()).finally(() => {
        this.#timer = undefined;
        this.#keepLooking();
      });
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const keys = [...this.#watched.keys()];
    const revisions = await this.#source.revisionsOf(keys).catch(() => new Map<WatchedKey, number>());
    for (const [key, revision] of revisions) this.#heard(key, revision);
  }

  #listen(): void {
    this.#listensAgainAtMs = Date.now() + LISTEN_AGAIN_MS;
    this.#session?.end();
    this.#session = new Session(this.#source, (news) => {
      // It has only begun to hear, so it looks for writes from just before.
      if (news === undefined) return void this.#look();
      const at = news.lastIndexOf(' ');
      this.#heard(news.slice(0, at) as WatchedKey, Number(news.slice(at + 1)));
    });
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#session?.end();
  }
}

/** A session that listens. It counts as heard once it has brought news that we sent: behind a pooler this may never happen. */
class Session {
  isHeard = false;
  #isOver = false;
  #end: (() => void) | undefined;

  constructor(source: NewsSource, heard: (news: string | undefined) => void) {
    const probe = randomUUID();
    const hear = (news: string): void => {
      if (this.#isOver) return;
      if (news !== probe) return heard(news);
      this.isHeard = true;
      heard(undefined);
    };
    source
      .listen(hear, () => this.end())
      .then(async (end) => {
        this.#end = end;
        if (this.#isOver) return this.end();
        return end && source.tell(probe);
      })
      .catch(() => this.end());
  }

  end(): void {
    this.#isOver = true;
    this.isHeard = false;
    this.#end?.();
    this.#end = undefined;
  }
}
