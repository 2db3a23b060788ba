// The store that docs/writing-a-store.md has one write.
import type { Store } from '@eximpe/server-kit';

export declare class MyStore implements Store {
  constructor(url: string);
  ofAccount: Store['ofAccount'];
  close: Store['close'];
}
