// For tests, and for shops in Node that check what the card server tells them.
export { startCardServer, type CardServer } from './card-server.ts';
export { readSettings, SettingsError, type Settings } from './environment.ts';
export * from './hooks/index.ts';
