// The store that readers of docs/writing-a-store.md write.
import type { Store } from '@eximpe/server-kit';

export declare function openMyStore(url: string): Store;
