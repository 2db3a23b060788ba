// While a card number is typed: asks what the issuer's data says of its first eight digits. Loaded when somebody is about to type,
// never waited for.
import { lookUpBin, type BinFacts } from '../api/bin-api.ts';
import type { Reply } from '../api/payment-api.ts';

/** An account without look-ups will not find out at Pay either: the shopper is asked now. */
const SILENT: BinFacts = { network: null, mop: null };

/** No answer is no reason to ask the shopper: the server finds out at Pay, or says that it can't. */
function factsOf(reply: Reply<BinFacts>): BinFacts | undefined {
  if (reply.kind === 'answer') return reply.value;
  return reply.kind === 'refused' && reply.problem.code === 'not_found' ? SILENT : undefined;
}

const BIN_DIGITS = 8;
/** Who is still typing or correcting is not asked about. */
const PAUSE_MS = 250;

export type CreateBinLookup = typeof createBinLookup;

/**
 * `onFacts` is given what is known of the digits that are in the field now, whenever they or that change; undefined is nothing yet.
 * Call the result with the digits of the number whenever they may have changed: each eight are asked about once.
 */
export default function createBinLookup(
  endpoint: string,
  checkout: string,
  onFacts: (bin: string, facts: BinFacts | undefined) => void,
  ask: (bin: string) => Promise<Reply<BinFacts>> = (bin) => lookUpBin(endpoint, checkout, bin),
): (digits: string) => void {
  /** Of this page; gone with it. */
  const answers = new Map<string, BinFacts>();
  let now = '';
  let pause: ReturnType<typeof setTimeout> | undefined;

  /** Reported only while those digits are still there. */
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
