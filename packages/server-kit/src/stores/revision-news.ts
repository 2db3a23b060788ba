// News of writes for waiting requests: pushed by the database where it can, else polled.
import { randomUUID } from 'node:crypto';
import type { AttemptId } from '@eximpe/contract';

/** Between two looks at what is waited for. */
const LOOK_EVERY_MS = 200;
/** Before it is tried again to listen: a pooler that gives each statement another session brings no news. */
const LISTEN_AGAIN_MS = 30_000;

interface Watched {
  /** The newest that those who wait were told of. */
  revision: number;
  readonly listeners: Set<() => void>;
}

/** Names an attempt among all accounts: the account, a space, the id. */
export type WatchedKey = `${string} ${AttemptId}`;

/** Where news come from. */
export interface NewsSource {
  /** Whether other processes can be told of writes; where not, whoever waits looks for them. */
  readonly listens: boolean;
  /** The revisions that are stored of these. */
  revisionsOf(keys: readonly WatchedKey[]): Promise<ReadonlyMap<WatchedKey, number>>;
  /**
   * Calls `heard` with what any process tells, and `lost` once it does so no longer. Resolves once it listens, with what ends it;
   * with undefined where there is no connection to spare for it.
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
    if (watched.revision === 0)
      watched.revision = Math.max(watched.revision, (await this.#source.revisionsOf([key])).get(key) ?? 0);
    this.#keepLooking();
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && this.#watched.get(key) === watched) this.#watched.delete(key);
    };
  }

  /** A write by this process. */
  wrote(account: string, id: AttemptId, revision: number): void {
    const key: WatchedKey = `${account} ${id}`;
    this.#heard(key, revision);
    // Whoever does not hear of it looks.
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
      // Nothing yet: it has begun to hear, and looks at what was written just before.
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

/** A session that listens. It is heard once it has brought what was told to it: behind a pooler it may never. */
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
