// For tests, and for shops in Node that check what the card server tells them.
export { startCardServer, type CardServer } from './card-server.ts';
export { readSettings, SettingsError, type Settings } from './environment.ts';
export {
  Hook,
  HOOK_HEADERS,
  REPLAY_WINDOW_SECONDS,
  ResolveAnswer,
  type Delivery,
  type Question,
} from './hooks/contract.ts';
export { signedHeaders, verify } from './hooks/signature.ts';
