// The four inputs of a card: formats what is typed, says what is wrong when it is time, hands the card over for one call.
import type { NewCard, Network } from '@eximpe/contract';
import { detectNetwork, shapeOf, type Detection } from '../card/detect-network.ts';
import { onlyDigits } from '../card/digits.ts';
import type { KnownNetwork } from '../card/networks.ts';
import { maskDigits } from './digit-mask.ts';
import { maskExpiry } from './expiry-mask.ts';
import { FIELDS, judgeCard, type CardVerdicts, type FieldName, type Reason } from './judge-card.ts';
import { editOf, isKeystroke, typedIn, write } from './typing.ts';

/** What is known without keeping any of what was typed. */
export interface FieldsState {
  readonly detection: Detection;
  /** Errors to be shown now. */
  readonly errors: Readonly<Partial<Record<FieldName, Reason>>>;
  readonly complete: boolean;
}

export interface FieldsOptions {
  /** The input of that name, where it is rendered. */
  readonly input: (name: FieldName) => HTMLInputElement | null;
  readonly accepts: (network: KnownNetwork) => boolean;
  /** Whether there are cards of that network without a security code. */
  readonly lacksCvc: (network: KnownNetwork | undefined) => boolean | undefined;
  /** Whether the caret moves on by itself. */
  readonly advances: () => boolean;
  /** Called only when the state has changed, not for every key. */
  readonly onChange: (state: FieldsState, before: FieldsState) => void;
}

/** Whether a field that is not valid shows it: `known` when it showed an error before. */
type Shows = (known: boolean, field: FieldName) => boolean;

/** A Tab that comes this soon was meant for the field that was left by itself. */
const TAB_AFTER_MS = 1_000;

const REFUSED: Reason = 'network_not_accepted';
const keepKnown: Shows = (known) => known;

/** Card data is read from the inputs when it is needed, and kept nowhere. */
export class CardFields {
  state: FieldsState = { detection: detectNetwork(''), errors: {}, complete: false };
  readonly #options: FieldsOptions;
  /** How many digits a field held before the edit at hand; tells a deleted gap from a deleted digit. */
  readonly #digitCount: Partial<Record<FieldName, number>> = {};

  /** When the caret was last taken on to the next field; any key after that forgets it. */
  #advancedMs = -TAB_AFTER_MS;
  /** What we write ourselves makes the browser tell us about it, too. */
  #formatting = false;

  constructor(options: FieldsOptions) {
    this.#options = options;
  }

  /** After every `input` and `compositionend` of a field. */
  typed(name: FieldName, event: Event): void {
    const input = this.#options.input(name);
    if (!input || this.#formatting) return;
    // An input method still holds the text: writing now would double it on Android.
    if (!(event instanceof InputEvent && event.isComposing)) {
      this.#formatting = true;
      this.#format(name, input, event);
      this.#formatting = false;
    }
    this.#digitCount[name] = onlyDigits(input.value).length;
    // An error is taken back as soon as the field is touched again; new ones wait until it is left.
    const verdicts = this.#update((known, field) => known && field !== name);
    if (isKeystroke(event) && !(event as InputEvent).isComposing && verdicts[name].kind === 'valid')
      this.#advance(name, input, event.timeStamp);
  }

  /** The shopper left the field: now is the time to say what is wrong with it. Returns that, if it is new. */
  left(name: FieldName): Reason | undefined {
    const input = this.#options.input(name);
    if (!input) return undefined;
    const known = this.state.errors[name];
    this.#update((shown, field) => (field === name ? input.value !== '' || shown : shown));
    const reason = this.state.errors[name];
    return reason === known ? undefined : reason;
  }

  /** Shows every error. Returns the fields that have one, in the order of the form. */
  check(): readonly FieldName[] {
    this.#update(() => true);
    return FIELDS.filter((name) => this.state.errors[name]);
  }

  /** Shows nothing. */
  firstWrong(): FieldName | undefined {
    const verdicts = this.#judge();
    return FIELDS.find((name) => verdicts[name].kind !== 'valid');
  }

  /** Judges again without showing more: the accepted networks changed, or the browser filled fields in silently. */
  refresh(): void {
    // In empty fields nothing changes, and a form that has just come has no others.
    if (FIELDS.some((name) => this.#options.input(name)?.value)) this.#update(keepKnown);
  }

  /** Of the number, as far as it is typed. */
  digits(): string {
    return onlyDigits(this.#options.input('number')?.value ?? '');
  }

  /** The card, when every field is valid; for one local variable and one call. */
  read(): NewCard | undefined {
    const { number, expiry, cvc, name } = this.#judge();
    if (number.kind !== 'valid' || expiry.kind !== 'valid' || cvc.kind !== 'valid' || name.kind !== 'valid')
      return undefined;
    return {
      kind: 'new',
      number: number.value.digits,
      expiryMonth: expiry.value.month,
      expiryYear: expiry.value.year,
      ...(cvc.value && { cvc: cvc.value }),
      holderName: name.value,
      // Only networks that the checkout accepts are valid, and those are ones EximPe can charge.
      network: number.value.network as Network,
    };
  }

  has(name: FieldName): boolean {
    return Boolean(this.#options.input(name)?.value);
  }

  /** Shows what is missing in these. */
  mark(names: readonly FieldName[]): void {
    this.#update((known, field) => known || names.includes(field));
  }

  wipe(names: readonly FieldName[] = FIELDS): void {
    for (const name of names) {
      const input = this.#options.input(name);
      if (input) input.value = '';
      delete this.#digitCount[name];
    }
    this.#update((known, field) => known && !names.includes(field));
  }

  #format(name: FieldName, input: HTMLInputElement, event: Event): void {
    const edit = editOf(event);
    if (edit === 'undo' || name === 'name') return;
    const typed = typedIn(input);
    const digitsBefore = this.#digitCount[name] ?? 0;
    if (name === 'number') {
      const { gaps, longest } = shapeOf(detectNetwork(onlyDigits(typed.text), this.#options.accepts));
      // Keys beyond the last digit do nothing; a paste that is too long stays whole, so that it can be seen to be wrong.
      write(input, maskDigits(typed, gaps, isKeystroke(event) ? longest : 23, edit, digitsBefore));
    } else if (name === 'expiry') {
      write(input, maskExpiry(typed, edit, edit === 'insert' && !isKeystroke(event), digitsBefore, new Date()));
    } else {
      const { cvcLength = 4 } = shapeOf(this.state.detection);
      write(input, maskDigits(typed, [], isKeystroke(event) ? cvcLength : 23, edit, digitsBefore));
    }
  }

  /** On from a valid field to the next one: only from its end, when it is done beyond doubt, while typing, into an empty one. */
  #advance(name: FieldName, input: HTMLInputElement, nowMs: number): void {
    const next = FIELDS[FIELDS.indexOf(name) + 1];
    const nextInput = next && this.#options.input(next);
    if (!this.#options.advances()) return;
    if (!nextInput || nextInput.value !== '' || !input.matches(':focus') || input.selectionStart !== input.value.length)
      return;
    const { usualLength, cvcLength } = shapeOf(this.state.detection);
    if (name === 'number' && onlyDigits(input.value).length < usualLength) return;
    if (name === 'cvc' && !cvcLength) return;
    nextInput.focus();
    this.#advancedMs = nowMs;
  }

  /** Who presses Tab after each field, and was taken on just now, would be taken past the next one. */
  isTabTooMany({ key, shiftKey, timeStamp }: KeyboardEvent): boolean {
    const isSoon = timeStamp - this.#advancedMs < TAB_AFTER_MS;
    this.#advancedMs = -TAB_AFTER_MS;
    return isSoon && key === 'Tab' && !shiftKey;
  }

  #judge(): CardVerdicts {
    const { input, accepts, lacksCvc } = this.#options;
    return judgeCard((name) => input(name)?.value ?? '', accepts, lacksCvc, new Date());
  }

  #update(shows: Shows): CardVerdicts {
    const before = this.state;
    const verdicts = this.#judge();
    const errors: Partial<Record<FieldName, Reason>> = {};
    let complete = true;
    for (const name of FIELDS) {
      const verdict = verdicts[name];
      if (verdict.kind === 'valid') continue;
      complete = false;
      // A card that is not taken here is worth saying at once: every further key would be wasted. It is no reason to go on complaining.
      const known = before.errors[name] ?? REFUSED;
      if (verdict.reason === REFUSED || shows(known !== REFUSED, name)) errors[name] = verdict.reason;
    }
    this.state = { detection: verdicts.detection, errors, complete };
    if (JSON.stringify(before) !== JSON.stringify(this.state)) this.#options.onChange(this.state, before);
    return verdicts;
  }
}
