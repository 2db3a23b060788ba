// What a shop in Node needs to answer the card server's hooks; this imports nothing of the card server itself.
export { Hook, HOOK_HEADERS, REPLAY_WINDOW_SECONDS, ResolveAnswer, type Delivery, type Question } from './contract.ts';
export { signedHeaders, verify } from './signature.ts';
