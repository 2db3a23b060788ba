// EximPe's card API and the banks behind it, as documented, in your own process.
export { ACCOUNTS, SIMULATOR_CREDENTIALS, type Account } from './accounts.ts';
export type { TestPasskey } from './bank/passkeys.ts';
export type {
  Control,
  ForcedOutcome,
  OrderSummary,
  SimulatorState,
  WebhookSummary,
  WebhookToSend,
} from './control/control.ts';
export type { Fault, FaultRule } from './control/faults.ts';
export type { RecordedRequest } from './control/journal.ts';
export { SettingError, type SimulatorOptions } from './options.ts';
export { PRESETS, QUIRKS, type Preset, type Quirk } from './quirks.ts';
export { SAMPLE_CHECKOUT } from './sample-checkout.ts';
export { SCENARIOS, type ScenarioName, type ScenarioText } from './scenarios.ts';
export { startSimulator, type Simulator } from './simulator.ts';
export { TEST_CARDS, type TestCard } from './test-cards.ts';
