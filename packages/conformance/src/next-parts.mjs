// What the suite's shop is made of, as built.
export { MemoryStore } from '../../server-kit/dist/index.js';
export { assembleKit } from '../../server-kit/dist/kit.js';
