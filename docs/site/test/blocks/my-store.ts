// The store that docs/writing-a-store.md has one write.
import type { Store } from '@eximpe/server-kit';

export declare function openMyStore(url: string): Store;
