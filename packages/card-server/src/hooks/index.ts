// What a shop in Node needs to answer the card server's hooks; nothing of the card server itself comes with it.
export { Hook, HOOK_HEADERS, REPLAY_WINDOW_SECONDS, ResolveAnswer, type Delivery, type Question } from './contract.ts';
export { signedHeaders, verify } from './signature.ts';
