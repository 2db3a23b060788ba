// The server-kit as the playground plays it, in the page: it answers what the form asks by `fetch`. No request leaves the browser.
import {
  problem,
  PROBLEMS,
  type BinAnswer,
  type InitiateRequest,
  type PaymentAnswer,
  type Problem,
} from '@eximpe/contract';
import { CHECKOUT } from '../../../packages/widget/test/played-answers.ts';
import { BANKS, type Bank, type BankName } from './banks.ts';

interface Played {
  readonly bank: BankName;
  readonly answer: PaymentAnswer;
  /** Epoch milliseconds from which it is decided. */
  readonly decidedAtMs: number | null;
}

type NewCard = Extract<InitiateRequest['card'], { kind: 'new' }>;

/** Where the bank's page leaves what the shopper did there: `confirmed` or `cancelled`. */
export const decisionKey = (attempt: string): string => `playground:${attempt}`;
const KEPT = 'playground:payments';
/** The form knows the network itself. */
const BIN_FACTS: BinAnswer = { network: null, mop: 'debit_card', bank: null, domestic: null };
const ASK_AGAIN_MS = 250;

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const refuse = (why: Problem): Response => json(PROBLEMS[why.code].http, why);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers below `mount`, e.g. `/playground/kit`. The shopper of a redirect comes back to a new page: payments are kept in this tab. */
export function playedKit(mount: string, bankPage: string, bankNow: () => BankName) {
  const payments = new Map<string, Played>(
    JSON.parse(sessionStorage.getItem(KEPT) ?? '[]') as readonly (readonly [string, Played])[],
  );
  const keep = (played: Played): PaymentAnswer => {
    payments.set(played.answer.attempt, played);
    sessionStorage.setItem(KEPT, JSON.stringify([...payments].slice(-5)));
    return played.answer;
  };

  /** What is known of it now. */
  function look(attempt: string): PaymentAnswer | undefined {
    const played = payments.get(attempt);
    if (!played || played.answer.status !== 'pending') return played?.answer;
    const bank: Bank = BANKS[played.bank];
    const decision = localStorage.getItem(decisionKey(attempt));
    if (decision === 'cancelled')
      return keep({
        ...played,
        answer: { ...played.answer, status: 'failed', problem: problem('challenge_cancelled') },
      });
    if (played.decidedAtMs === null) {
      if (decision !== 'confirmed' || bank.becomes === 'pending') return played.answer;
      keep({ ...played, decidedAtMs: Date.now() + (bank.afterMs ?? 0) });
      return look(attempt);
    }
    if (Date.now() < played.decidedAtMs || bank.becomes === 'pending') return played.answer;
    const outcome =
      bank.becomes === 'successful'
        ? ({ status: 'successful' } as const)
        : ({ status: 'failed', problem: problem(bank.becomes) } as const);
    return keep({ ...played, answer: { ...played.answer, ...outcome } });
  }

  function charge(attempt: string, { number, network }: NewCard): Response {
    const name = bankNow();
    const bank: Bank = BANKS[name];
    if (bank.refuses && bank.becomes !== 'successful' && bank.becomes !== 'pending')
      return refuse(problem(bank.becomes, bank.refuses));
    const pending: PaymentAnswer = {
      handle: `playground.${attempt}`,
      attempt,
      status: 'pending',
      orderId: 'OD1234567890',
      network,
      last4: number.slice(-4),
      amount: CHECKOUT.amount,
    };
    keep({ bank: name, answer: pending, decidedAtMs: bank.asks ? null : Date.now() + (bank.afterMs ?? 0) });
    if (bank.losesAnswer) throw new TypeError('The answer is lost.');
    return json(201, bank.asks ? { ...pending, launchUrl: launchUrl(attempt) } : (look(attempt) ?? pending));
  }

  // A query of its own is no part of a launch address: the form adds one.
  const launchUrl = (attempt: string): string => `${bankPage}#${attempt}`;

  async function answerTo(url: URL, init: RequestInit): Promise<Response> {
    const [kind = '', id = '', verb = ''] = url.pathname.slice(mount.length + 1).split('/');
    const bank: Bank = BANKS[bankNow()];
    if (bank.isUnreachable) throw new TypeError('Nobody answers.');
    if (kind === 'checkouts') return json(200, CHECKOUT);
    if (kind === 'bin') return json(200, BIN_FACTS);
    if (kind === 'payments' && id === '') {
      const { card } = JSON.parse(init.body as string) as { card: NewCard };
      await sleep(600);
      return charge(new Headers(init.headers).get('idempotency-key') ?? '', card);
    }
    if (kind !== 'payments' && kind !== 'attempts') return refuse(problem('not_found'));
    const attempt = id.replace('playground.', '');
    if (verb === 'cancel') localStorage.setItem(decisionKey(attempt), 'cancelled');
    let known = look(attempt);
    if (!known) return refuse(problem(kind === 'attempts' ? 'attempt_unknown' : 'not_found'));
    if (verb === 'launch') return json(200, { ...known, launchUrl: launchUrl(attempt) });
    // Held back until there is news, as the kit does.
    const endMs = Date.now() + Number(url.searchParams.get('waitSeconds') ?? 0) * 1_000;
    while (known.status === 'pending' && Date.now() < endMs && !init.signal?.aborted) {
      await sleep(ASK_AGAIN_MS);
      known = look(attempt) ?? known;
    }
    return json(200, known);
  }

  return {
    /** What stands in the place of `fetch`: `otherwise` gets what is none of the kit's. */
    fetch:
      (otherwise: typeof fetch): typeof fetch =>
      (input, init = {}) => {
        const url = new URL(input instanceof Request ? input.url : input, location.href);
        return url.pathname.startsWith(`${mount}/`) ? answerTo(url, init) : otherwise(input, init);
      },
  };
}
