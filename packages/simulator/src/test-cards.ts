// The test cards: the documents' own, which all pay after the OTP, and the simulator's, for cases without a card in the documents.
import { SCENARIOS, type ScenarioName } from './scenarios.ts';

export interface TestCard {
  readonly number: string;
  readonly network: string;
  readonly mop: 'credit_card' | 'debit_card';
  readonly issuer: string;
  readonly domestic: boolean;
  readonly scenario: ScenarioName;
  /** What happens, as a short phrase. */
  readonly what: string;
  /** True for our own magic numbers, which mean nothing to EximPe. */
  readonly simulatorOnly: boolean;
  readonly holder: string;
  /** `MM/YYYY`. Any future month works. */
  readonly expiry: string;
  readonly cvc: string;
}

const FACE = { holder: 'Asha Menon', expiry: '05/2030', cvc: '123' } as const;

type Documented = readonly [
  number: string,
  network: string,
  mop: 'credit' | 'debit',
  issuer: string,
  domestic?: boolean,
];

/** @see EximPe's test-data pages (v1, v2), the S2S card guide, and its browser playground. */
const DOCUMENTED: readonly Documented[] = [
  ['4895380110000003', 'visa', 'debit', 'hdfc bank'],
  ['5123456789012346', 'mastercard', 'credit', 'icici bank'],
  ['6082015309577308', 'rupay', 'credit', 'state bank of india'],
  ['4012001037141112', 'visa', 'credit', 'axis bank'],
  ['5497774415170603', 'mastercard', 'credit', 'hdfc bank'],
  ['5118700000000003', 'mastercard', 'debit', 'icici bank'],
  ['4594538050639999', 'visa', 'debit', 'state bank of india'],
  ['5105105105105100', 'mastercard', 'credit', 'citibank', false],
  ['4576238912771450', 'visa', 'credit', 'hdfc bank'],
  ['5552190758372734', 'mastercard', 'credit', 'axis bank'],
  ['6528591234543575', 'rupay', 'credit', 'hdfc bank'],
  ['5409162669381034', 'mastercard', 'debit', 'axis bank'],
  ['4706131211212123', 'visa', 'debit', 'hdfc bank'],
  ['6074825972083818', 'rupay', 'debit', 'bank of baroda'],
  ['4062288312345026', 'visa', 'debit', 'icici bank'],
  ['4444333322221111', 'visa', 'credit', 'axis bank'],
  ['5445856839524391', 'mastercard', 'debit', 'canara bank'],
  ['5176539438527826', 'mastercard', 'credit', 'icici bank'],
  ['6074828163369590', 'rupay', 'debit', 'punjab national bank'],
  ['4386241223215159', 'visa', 'credit', 'icici bank'],
  ['5506900480000008', 'mastercard', 'credit', 'hdfc bank'],
  ['6521123456789012', 'rupay', 'debit', 'state bank of india'],
  ['378282246310005', 'amex', 'credit', 'american express', false],
  ['4111111111111111', 'visa', 'credit', 'hdfc bank'],
  ['4895370077346937', 'visa', 'debit', 'hdfc bank'],
];

/** Luhn-valid; only the simulator knows them. */
const OWN: readonly (readonly [number: string, scenario: ScenarioName])[] = [
  ['4800000000000103', 'declined'],
  ['4800000000000202', 'insufficient-funds'],
  ['4800000000000301', 'expired-card'],
  ['4800000000000400', 'invalid-cvv'],
  ['4800000000000509', 'challenge-failed'],
  ['4800000000000608', 'cancelled-at-bank'],
  ['4800000000000707', 'frictionless'],
  ['4800000000000806', 'frictionless-declined'],
  ['4800000000000905', 'pending-then-paid'],
  ['4800000000001002', 'pending-forever'],
  ['4800000000001101', 'webhook-before-status'],
  ['4800000000001200', 'gateway-error'],
  ['4800000000001309', 'html-answer'],
  ['4800000000001408', 'drop-before'],
  ['4800000000001507', 'drop-after'],
  ['4800000000001606', 'silence'],
  ['4800000000001705', 'duplicate'],
  ['4800000000001804', 'rate-limited'],
];

export const TEST_CARDS: readonly TestCard[] = [
  ...DOCUMENTED.map(([number, network, mop, issuer, domestic = true]) => ({
    number,
    network,
    mop: `${mop}_card` as const,
    issuer,
    domestic,
    scenario: 'paid' as const,
    what: SCENARIOS.paid.what,
    simulatorOnly: false,
    ...FACE,
    // The only documented card with its own security code; any three digits work.
    ...(number === '5497774415170603' ? { cvc: '412' } : {}),
    ...(network === 'amex' ? { cvc: '1234' } : {}),
  })),
  ...OWN.map(([number, scenario]) => ({
    number,
    network: 'visa',
    mop: 'credit_card' as const,
    issuer: 'malhar bank',
    domestic: true,
    scenario,
    what: SCENARIOS[scenario].what,
    simulatorOnly: true,
    ...FACE,
  })),
];

const BY_NUMBER = new Map(TEST_CARDS.map((card) => [card.number, card]));

/** The scenario of a card; undefined for the documents' cards and for unknown cards. */
export function scenarioOfCard(number: string): ScenarioName | undefined {
  const card = BY_NUMBER.get(number);
  return card?.simulatorOnly ? card.scenario : undefined;
}
