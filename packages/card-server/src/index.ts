// For tests, and for shops in Node that check what the card server tells them.
export { startCardServer, type CardServer } from './card-server.ts';
export { readSettings, SettingsError, type Settings } from './environment.ts';
export {
  Hook,
  REPLAY_WINDOW_SECONDS,
  ResolveAnswer,
  SIGNATURE_HEADER,
  type Delivery,
  type Question,
} from './hooks/contract.ts';
export { sign, verify } from './hooks/signature.ts';
