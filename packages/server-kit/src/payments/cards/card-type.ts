// Credit or debit, and which network: the issuer's BIN data knows better than a form can.
import type { Mop, Network } from '@eximpe/contract';
import { explained } from '../explain.ts';
import type { BinAnswer } from '../ports/gateway.ts';
import type { Ports } from '../ports/ports.ts';
import { reportNoAnswer } from '../report-no-answer.ts';

const BIN_DIGITS = 8;
const REMEMBER_MS = 24 * 3_600_000;
/** What EximPe last said about the account counts until it says otherwise, for longer than any outage. */
const ACCOUNT_REMEMBER_MS = 90 * 24 * 3_600_000;
/** Whether an account has BIN lookup changes rarely: the kit asks again an hour after an answer. */
const ACCOUNT_FRESH_MS = 3_600_000;
/** When EximPe did not say, the kit waits this long before it asks again. */
const ASK_AGAIN_MS = 60_000;
/** A published test number, good for asking whether lookups are allowed at all. */
const PROBE_BIN = '41111111';

/** Note: `available` or `unavailable`, as EximPe last said; separately for each sub-merchant of a PSP account. */
const accountKey = (merchantId: string | null): string => `bin-account:${merchantId ?? ''}`;
/** Note: EximPe said so within the last hour. */
const freshKey = (merchantId: string | null): string => `bin-account-fresh:${merchantId ?? ''}`;

export interface CardType {
  readonly mop: Mop | null;
  readonly network: Network | null;
  /** Who issued the card. */
  readonly bank: string | null;
  /** Set when nothing answers at EximPe's address: what the kit knows about the failure. */
  readonly unreachable?: string | undefined;
}

/**
 * What the issuer's data says about a PAN's first 8 digits; cached by keyed hash, never logged. EximPe has 1.5 s to
 * answer; the kit does not ask for an hour after EximPe said that this account has no lookups.
 */
export async function lookUpBin(ports: Ports, bin: string, merchantId: string | null): Promise<BinAnswer> {
  return (await rememberedBin(ports, bin)) ?? lookUpUnknownBin(ports, bin, merchantId);
}

async function lookUpUnknownBin(ports: Ports, bin: string, merchantId: string | null): Promise<BinAnswer> {
  if ((await isUnavailable(ports, merchantId)) && (await isFresh(ports, merchantId))) return { kind: 'unavailable' };
  return askBin(ports, bin, merchantId);
}

const keyOf = (ports: Ports, bin: string): string => `bin:${ports.keys.hash('bin', bin)}`;

async function rememberedBin(ports: Ports, bin: string): Promise<BinAnswer | undefined> {
  const cached = await ports.store.get(keyOf(ports, bin));
  return cached === undefined ? undefined : (JSON.parse(cached) as BinAnswer);
}

/** What EximPe said about a PAN's BIN within a day; undefined when it was not asked. Never waits for EximPe. */
export const rememberedBinOf = (ports: Ports, pan: string): Promise<BinAnswer | undefined> =>
  rememberedBin(ports, pan.slice(0, BIN_DIGITS));

const isUnavailable = async ({ store }: Ports, merchantId: string | null): Promise<boolean> =>
  (await store.get(accountKey(merchantId))) === 'unavailable';

const isFresh = async ({ store }: Ports, merchantId: string | null): Promise<boolean> =>
  (await store.get(freshKey(merchantId))) !== undefined;

/** Asks EximPe, and remembers what it said about the BIN and the account. */
async function askBin(ports: Ports, bin: string, merchantId: string | null): Promise<BinAnswer> {
  const answer = await ports.gateway.of(merchantId).lookUpBin(bin);
  if (answer.kind === 'known' || answer.kind === 'unavailable') {
    const said = answer.kind === 'known' ? 'available' : 'unavailable';
    await ports.store.put(accountKey(merchantId), said, ACCOUNT_REMEMBER_MS);
    await ports.store.put(freshKey(merchantId), '1', ACCOUNT_FRESH_MS);
    if (answer.kind === 'known') await ports.store.put(keyOf(ports, bin), JSON.stringify(answer), REMEMBER_MS);
    return answer;
  }
  if (answer.kind === 'unknown') ports.log.warn({ detail: answer.detail }, 'EximPe did not say what type a card has');
  await reportNoAnswer(ports, 'bin', answer);
  return answer;
}

/**
 * The type of a card to charge; nulls when it is not known. Throws `merchant_misconfigured` when EximPe refuses the
 * credentials.
 * @param remembered what `rememberedBinOf` gives for it: if that is undefined, EximPe is asked
 */
export async function cardTypeOf(
  ports: Ports,
  pan: string,
  merchantId: string | null,
  remembered: BinAnswer | undefined,
): Promise<CardType> {
  const answer = remembered ?? (await lookUpUnknownBin(ports, pan.slice(0, BIN_DIGITS), merchantId));
  if (answer.kind === 'denied') throw explained(ports, 'merchant_misconfigured', answer.detail);
  if (answer.kind === 'known') return { mop: answer.mop, network: answer.network, bank: answer.bank };
  const isUnreachable = answer.kind === 'unknown' && answer.notSent === true;
  return { mop: null, network: null, bank: null, ...(isUnreachable ? { unreachable: answer.detail } : {}) };
}

/** The same from memory only: nulls when EximPe was not asked for this BIN within a day. */
export const rememberedCardType = (remembered: BinAnswer | undefined): CardType =>
  remembered?.kind === 'known'
    ? { mop: remembered.mop, network: remembered.network, bank: remembered.bank }
    : { mop: null, network: null, bank: null };

/**
 * Whether this account may look up BINs, by EximPe's last answer; true until there is one. Never waits for EximPe:
 * when that answer is missing or over an hour old, one process asks in the background, at most once a minute. An
 * outage does not change an earlier answer.
 */
export async function canLookUpBins(ports: Ports, merchantId: string | null): Promise<boolean> {
  const hasLookups = !(await isUnavailable(ports, merchantId));
  const key = accountKey(merchantId);
  if (!(await isFresh(ports, merchantId)) && (await ports.store.claim(key, ASK_AGAIN_MS)) !== undefined) {
    ports.inBackground(askBin(ports, PROBE_BIN, merchantId));
  }
  return hasLookups;
}
