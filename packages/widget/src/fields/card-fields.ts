// The four inputs of a card: formats what is typed, shows errors at the right time, and hands over the card for one call.
import type { NewCard, Network } from '@eximpe/contract';
import { detectNetwork, shapeOf, type Detection } from '../card/detect-network.ts';
import { onlyDigits } from '../card/digits.ts';
import type { KnownNetwork } from '../card/networks.ts';
import { maskDigits } from './digit-mask.ts';
import { maskExpiry } from './expiry-mask.ts';
import { FIELDS, judgeCard, type CardVerdicts, type FieldName, type Reason } from './judge-card.ts';
import { editOf, isKeystroke, typedIn, write } from './typing.ts';

/** What the form knows without keeping anything that was typed. */
export interface FieldsState {
  readonly detection: Detection;
  /** Errors to show now. */
  readonly errors: Readonly<Partial<Record<FieldName, Reason>>>;
  readonly complete: boolean;
}

export interface FieldsOptions {
  /** The input of that name, once it is rendered. */
  readonly input: (name: FieldName) => HTMLInputElement | null;
  readonly accepts: (network: KnownNetwork) => boolean;
  /** Whether the network has cards without a security code. */
  readonly lacksCvc: (network: KnownNetwork | undefined) => boolean | undefined;
  /** Whether the caret moves on by itself. */
  readonly advances: () => boolean;
  /** Called only when the state has changed, not for every key. */
  readonly onChange: (state: FieldsState, before: FieldsState) => void;
}

/** Whether a field that is not valid shows its error: `known` is true if it showed one before. */
type Shows = (known: boolean, field: FieldName) => boolean;

/** A Tab this soon after the caret moved on was meant for the field that the caret has already left. */
const TAB_AFTER_MS = 1_000;

const REFUSED: Reason = 'network_not_accepted';
const keepKnown: Shows = (known) => known;

/** Card data is read from the inputs when it is needed, and kept nowhere. */
export class CardFields {
  state: FieldsState = { detection: detectNetwork(''), errors: {}, complete: false };
  readonly #options: FieldsOptions;
  /** How many digits a field held before this edit; with it, a deleted gap is told from a deleted digit. */
  readonly #digitCount: Partial<Record<FieldName, number>> = {};

  /** When the caret last moved on to the next field; any key after that resets it. */
  #advancedMs = -TAB_AFTER_MS;
  /** The browser also sends events for values that we write ourselves. */
  #formatting = false;

  constructor(options: FieldsOptions) {
    this.#options = options;
  }

  /** Called after every `input` and `compositionend` of a field. */
  typed(name: FieldName, event: Event): void {
    const input = this.#options.input(name);
    if (!input || this.#formatting) return;
    // An input method still holds the text: on Android, writing now would double it.
    if (!(event instanceof InputEvent && event.isComposing)) {
      this.#formatting = true;
      this.#format(name, input, event);
      this.#formatting = false;
    }
    this.#digitCount[name] = onlyDigits(input.value).length;
    // An error disappears as soon as the shopper edits the field again; new errors wait until they leave it.
    const verdicts = this.#update((known, field) => known && field !== name);
    if (isKeystroke(event) && !(event as InputEvent).isComposing && verdicts[name].kind === 'valid')
      this.#advance(name, input, event.timeStamp);
  }

  /** The shopper left the field: now its error is shown. Returns the error if it is new. */
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

  /** The first field that is not valid. Shows nothing. */
  firstWrong(): FieldName | undefined {
    const verdicts = this.#judge();
    return FIELDS.find((name) => verdicts[name].kind !== 'valid');
  }

  /** Judges again without showing more errors: the accepted networks changed, or the browser filled in fields silently. */
  refresh(): void {
    // Empty fields can't change their verdict, and a new form has only empty fields.
    if (FIELDS.some((name) => this.#options.input(name)?.value)) this.#update(keepKnown);
  }

  /** The digits of the number that are typed so far. */
  digits(): string {
    return onlyDigits(this.#options.input('number')?.value ?? '');
  }

  /** The card, if every field is valid. The caller keeps it in a local variable, for one call. */
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
      // Only accepted networks are valid, and EximPe can charge all of them.
      network: number.value.network as Network,
    };
  }

  has(name: FieldName): boolean {
    return Boolean(this.#options.input(name)?.value);
  }

  /** Shows these fields as missing. */
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
      // Keys beyond the last digit do nothing; a paste that is too long stays whole, so that the shopper can see the mistake.
      write(input, maskDigits(typed, gaps, isKeystroke(event) ? longest : 23, edit, digitsBefore));
    } else if (name === 'expiry') {
      write(input, maskExpiry(typed, edit, edit === 'insert' && !isKeystroke(event), digitsBefore, new Date()));
    } else {
      const { cvcLength = 4 } = shapeOf(this.state.detection);
      write(input, maskDigits(typed, [], isKeystroke(event) ? cvcLength : 23, edit, digitsBefore));
    }
  }

  /** Moves from a valid field to the next: only while typing, at the field's end, if the field is certainly done and the next is empty. */
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

  /** A shopper who presses Tab after each field would skip one if the caret has just moved on by itself. */
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
      // A card that is not accepted is shown at once: every further key would be wasted. This does not make the field show later errors.
      const known = before.errors[name] ?? REFUSED;
      if (verdict.reason === REFUSED || shows(known !== REFUSED, name)) errors[name] = verdict.reason;
    }
    this.state = { detection: verdicts.detection, errors, complete };
    if (JSON.stringify(before) !== JSON.stringify(this.state)) this.#options.onChange(this.state, before);
    return verdicts;
  }
}
