// Credit or debit, and which network: the issuer's BIN data knows better than a form can.
import type { Mop, Network } from '@eximpe/contract';
import { explained } from './explain.ts';
import type { BinAnswer } from './ports/gateway.ts';
import type { Ports } from './ports/ports.ts';
import { reportNoAnswer } from './report-no-answer.ts';

const BIN_DIGITS = 8;
const REMEMBER_MS = 24 * 3_600_000;
/** Whether an account has BIN lookup changes rarely. */
const ACCOUNT_REMEMBER_MS = 3_600_000;
/** Where EximPe did not say, it is not asked again before this. */
const ASSUME_MS = 60_000;
/** A published test number, good for asking whether lookups are allowed at all. */
const PROBE_BIN = '41111111';

export interface CardType {
  readonly mop: Mop | null;
  readonly network: Network | null;
  /** Set when nothing answers at EximPe's address: what is known of that. */
  readonly unreachable?: string | undefined;
}

/** What the issuer's data says of a PAN's first 8 digits; cached by keyed hash, never logged. */
export async function lookUpBin(ports: Ports, bin: string, merchantId: string | null): Promise<BinAnswer> {
  const key = `bin:${ports.keys.hash('bin', bin)}`;
  const cached = await ports.store.get(key);
  if (cached !== undefined) return JSON.parse(cached) as BinAnswer;
  const answer = await ports.gateway.of(merchantId).lookUpBin(bin);
  if (answer.kind === 'known') await ports.store.put(key, JSON.stringify(answer), REMEMBER_MS);
  if (answer.kind === 'unavailable') await ports.store.put('bin-unavailable', '1', ACCOUNT_REMEMBER_MS);
  if (answer.kind === 'unknown' || answer.kind === 'denied') {
    if (answer.kind === 'unknown') ports.log.warn({ detail: answer.detail }, 'EximPe did not say what type a card has');
    await reportNoAnswer(ports, 'bin', answer);
  }
  return answer;
}

/** The type of a card to charge; nulls where nobody knows. Throws `merchant_misconfigured` where EximPe refuses the credentials. */
export async function cardTypeOf(ports: Ports, pan: string, merchantId: string | null): Promise<CardType> {
  const answer = await lookUpBin(ports, pan.slice(0, BIN_DIGITS), merchantId);
  if (answer.kind === 'denied') throw explained(ports, 'merchant_misconfigured', answer.detail);
  if (answer.kind === 'known') return { mop: answer.mop, network: answer.network };
  const isUnreachable = answer.kind === 'unknown' && answer.notSent === true;
  return { mop: null, network: null, ...(isUnreachable ? { unreachable: answer.detail } : {}) };
}

/** Whether this account may look BINs up. When EximPe doesn't say, it is assumed to, and asked again a minute later. */
export async function canLookUpBins(ports: Ports, merchantId: string | null): Promise<boolean> {
  if ((await ports.store.get('bin-unavailable')) !== undefined) return false;
  if ((await ports.store.get('bin-assumed')) !== undefined) return true;
  const answer = await lookUpBin(ports, PROBE_BIN, merchantId);
  if (answer.kind === 'unknown' || answer.kind === 'denied') await ports.store.put('bin-assumed', '1', ASSUME_MS);
  return answer.kind !== 'unavailable';
}
