// What can become of a payment in the playground, by name: a bank that pays, and the faults of banks and lines.
import type { Problem, ProblemCode } from '@eximpe/contract';

export interface Bank {
  readonly title: string;
  /** Whether the bank's page is shown, with its password. */
  readonly asks?: true;
  /** What the payment comes to; `pending`: never anything. */
  readonly becomes: 'successful' | 'pending' | ProblemCode;
  /** Time from the password, or from the charge, until it does. */
  readonly afterMs?: number;
  /** The charge is made, and its answer does not arrive. */
  readonly losesAnswer?: true;
  /** No charge is made; what the refusal says beside its code. */
  readonly refuses?: Pick<Problem, 'retryAfterSeconds'>;
  /** Not even the price can be asked for. */
  readonly isUnreachable?: true;
}

export const BANKS = {
  paid: { title: 'Paid after the password', asks: true, becomes: 'successful' },
  frictionless: { title: 'Paid without a password', becomes: 'successful' },
  slow: { title: 'Paid, ten seconds after the password', asks: true, becomes: 'successful', afterMs: 10_000 },
  declined: { title: 'Declined by the bank', asks: true, becomes: 'card_declined' },
  funds: { title: 'Not enough money', becomes: 'insufficient_funds' },
  cvc: { title: 'Wrong security code', becomes: 'cvc_incorrect' },
  expired: { title: 'Expired card', becomes: 'card_expired' },
  'answer-lost': { title: 'The answer is lost, then paid', becomes: 'successful', afterMs: 6_000, losesAnswer: true },
  undecided: { title: 'The bank never decides', asks: true, becomes: 'pending' },
  limit: { title: 'Too many attempts', becomes: 'too_many_attempts', refuses: { retryAfterSeconds: 60 } },
  network: { title: 'Network not accepted', becomes: 'network_not_accepted', refuses: {} },
  down: { title: 'The server is out of reach', becomes: 'pending', isUnreachable: true },
} as const satisfies Readonly<Record<string, Bank>>;

export type BankName = keyof typeof BANKS;
