// While a card number is typed: asks the server what the issuer's data says of its first eight digits. Loaded when somebody
// is about to type, never waited for.
import type { BinAnswer } from '@eximpe/contract';
import { httpCardApi, type CardApi } from '../api/card-api.ts';
import { onlyDigits } from '../card/digits.ts';
import type { CreateBinLookup } from './bin-lookup-kit.ts';

const BIN_DIGITS = 8;
/** Who is still typing or correcting is not asked about. */
const PAUSE_MS = 250;

/** One for each form; a form that starts anew brings another server. */
const forms = new WeakMap<Node, { api: CardApi }>();

const createBinLookup: CreateBinLookup = ({ endpoint, root, learned }, api = httpCardApi(endpoint)) => {
  const known = forms.get(root);
  if (known) {
    known.api = api;
    return;
  }
  const form = { api };
  forms.set(root, form);
  /** Of this page; gone with it. */
  const answers = new Map<string, BinAnswer>();
  let last = '';
  let pause: ReturnType<typeof setTimeout> | undefined;

  const binNow = (): string => {
    const number = root.querySelector<HTMLInputElement>('[data-field=number]')?.value ?? '';
    return onlyDigits(number).slice(0, BIN_DIGITS);
  };
  /** Says it only while those digits are still there. */
  const tell = (bin: string): void => {
    const answer = answers.get(bin);
    if (answer && bin === binNow()) learned(bin, answer.network ?? undefined, answer.mop === null);
  };
  async function ask(bin: string): Promise<void> {
    if (!root.isConnected) return;
    const reply = await form.api.lookUp(bin);
    // No answer is no reason to ask the shopper: the server finds out at Pay, or says that it can't.
    if (reply.kind !== 'answer') return;
    answers.set(bin, reply.value);
    tell(bin);
  }

  const look = (): void => {
    const bin = binNow();
    if (bin === last) return;
    last = bin;
    clearTimeout(pause);
    learned(bin, undefined, false);
    if (answers.has(bin)) tell(bin);
    else if (bin.length === BIN_DIGITS) pause = setTimeout(() => void ask(bin), PAUSE_MS);
  };
  root.addEventListener('input', look);
  // Digits may have been first.
  look();
};

export default createBinLookup;
