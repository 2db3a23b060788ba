import { MemoryStore } from './memory-store.ts';
import { storeLaw } from './store.law.ts';

const store = new MemoryStore();
storeLaw(
  () => store.ofAccount('one'),
  () => store.ofAccount('other'),
);
