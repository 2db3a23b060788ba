// Finds the network that the first digits of a number belong to, or may still belong to.
import { cvcLengthOf, NETWORK_FACTS, RUPAY_AT_EXIMPE, SHARED_WITH_RUPAY, type KnownNetwork } from './networks.ts';

export interface Detection {
  /** The network that every continuation of these digits belongs to; undefined while several are possible. */
  readonly network: KnownNetwork | undefined;
  /** False when only an unsourced range fits: charge with it, but show no logo. */
  readonly sure: boolean;
  /** Every network these digits may belong to, the closest first. */
  readonly candidates: readonly KnownNetwork[];
}

interface Range {
  readonly network: KnownNetwork;
  readonly from: string;
  readonly to: string;
  readonly sure: boolean;
}

/** Longest prefix first: a range with more digits is more exact. The sort is stable, so the table's order breaks ties. */
const RANGES: readonly Range[] = (Object.keys(NETWORK_FACTS) as KnownNetwork[])
  .flatMap((network) =>
    NETWORK_FACTS[network].ranges.split(' ').map((text): Range => {
      const [from = '', to = from] = text.replace('?', '').split('-');
      return { network, from, to, sure: !text.endsWith('?') };
    }),
  )
  // oxlint-disable-next-line unicorn/no-array-sort -- the array is ours, and phones in use lack toSorted
  .sort((a, b) => Number(b.sure) - Number(a.sure) || b.from.length - a.from.length);

/** Networks that issuers' data gave for first digits; this data is more reliable than any table. */
const learned = new Map<string, KnownNetwork>();

/** `bin`: the first eight digits of a number. Networks that are not in the table are ignored. */
export function learnNetwork(bin: string, network: string): void {
  if (Object.hasOwn(NETWORK_FACTS, network)) learned.set(bin, network as KnownNetwork);
}

/**
 * Takes ASCII digits: a whole number or its beginning. `accepts` says which networks this checkout accepts. If it accepts RuPay but not the
 * network that the tables name, a number that may also be RuPay's counts as RuPay's.
 */
export function detectNetwork(digits: string, accepts: (network: KnownNetwork) => boolean = () => true): Detection {
  const known = learned.get(digits.slice(0, 8));
  if (known) return { network: known, sure: true, candidates: [known] };
  const detection = detectInTables(digits);
  const { network, candidates } = detection;
  const mayBeRupay = network && (SHARED_WITH_RUPAY.has(network) || RUPAY_AT_EXIMPE.test(digits));
  return mayBeRupay && !accepts(network) && accepts('rupay')
    ? { network: 'rupay', sure: false, candidates: ['rupay', ...candidates] }
    : detection;
}

function detectInTables(digits: string): Detection {
  const candidates: KnownNetwork[] = [];
  if (digits === '') return { network: undefined, sure: false, candidates };
  for (const { network, from, to, sure } of RANGES) {
    const lowest = digits.padEnd(from.length, '0').slice(0, from.length);
    const highest = digits.padEnd(from.length, '9').slice(0, from.length);
    if (highest < from || lowest > to) continue;
    if (!candidates.includes(network)) candidates.push(network);
    if (lowest < from || highest > to) continue;
    // Every continuation lies in this range; so it decides, unless a closer range of another network still covers some of them.
    const decided = candidates.length === 1;
    return { network: decided ? network : undefined, sure: sure && decided, candidates };
  }
  return { network: undefined, sure: false, candidates };
}

export interface NumberShape {
  readonly gaps: readonly number[];
  readonly longest: number;
  /** The length of nearly every card of the network; 19-digit Visa cards exist only on paper. */
  readonly usualLength: number;
  /** Undefined while several networks are possible. */
  readonly cvcLength: 3 | 4 | undefined;
}

/** How cards print a number that begins like this, and how long it may get. */
export function shapeOf({ network, candidates }: Detection): NumberShape {
  const best = network ?? candidates[0];
  const known = network && NETWORK_FACTS[network];
  const longest = known?.lengths.at(-1) ?? 19;
  return {
    gaps: best ? NETWORK_FACTS[best].gaps : NETWORK_FACTS.visa.gaps,
    longest,
    usualLength: network === 'visa' ? 16 : longest,
    cvcLength: network && cvcLengthOf(network),
  };
}
