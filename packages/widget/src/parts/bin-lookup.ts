// While the shopper types a card number, asks what the issuer's data says about its first eight digits. It loads when the shopper is about to type,
// and nothing waits for it.
import { lookUpBin, type BinFacts } from '../api/bin-api.ts';
import type { Reply } from '../api/payment-api.ts';

/** If the account has no look-ups, the server can't find out at Pay either: so the form asks the shopper now. */
const SILENT: BinFacts = { network: null, mop: null };

/** A missing answer is no reason to ask the shopper: the server finds out at Pay, or says that it can't. */
function factsOf(reply: Reply<BinFacts>): BinFacts | undefined {
  if (reply.kind === 'answer') return reply.value;
  return reply.kind === 'refused' && reply.problem.code === 'not_found' ? SILENT : undefined;
}

const BIN_DIGITS = 8;
/** It does not ask while the shopper is still typing or correcting. */
const PAUSE_MS = 250;

export type CreateBinLookup = typeof createBinLookup;

/**
 * `onFacts` gets what is known about the digits now in the field, whenever the digits or the facts change; undefined while nothing is known.
 * Call the result with the number's digits whenever they may have changed: it asks once for each eight digits.
 */
export default function createBinLookup(
  endpoint: string,
  checkout: string,
  onFacts: (bin: string, facts: BinFacts | undefined) => void,
  ask: (bin: string) => Promise<Reply<BinFacts>> = (bin) => lookUpBin(endpoint, checkout, bin),
): (digits: string) => void {
  /** Kept for this page only. */
  const answers = new Map<string, BinFacts>();
  let now = '';
  let pause: ReturnType<typeof setTimeout> | undefined;

  /** Reports only if those digits are still in the field. */
  const report = (bin: string): void => {
    const facts = answers.get(bin);
    if (facts && bin === now) onFacts(bin, facts);
  };
  async function find(bin: string): Promise<void> {
    const reply = await ask(bin);
    const facts = factsOf(reply);
    if (facts) answers.set(bin, facts);
    report(bin);
  }
  return (digits) => {
    const bin = digits.slice(0, BIN_DIGITS);
    if (bin === now) return;
    now = bin;
    clearTimeout(pause);
    onFacts(bin, undefined);
    if (answers.has(bin)) report(bin);
    else if (bin.length === BIN_DIGITS) pause = setTimeout(() => void find(bin), PAUSE_MS);
  };
}
