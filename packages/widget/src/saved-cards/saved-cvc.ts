// The security code of the selected saved card, if the shop wants it asked for again.
import type { Network } from '@eximpe/contract';
import type { TemplateResult } from 'lit';
import { judgeCvc, type CvcReason } from '../card/cvc.ts';
import { onlyDigits } from '../card/digits.ts';
import { cvcLengthOf } from '../card/networks.ts';
import type { Saying } from '../element/controllers/announcements.ts';
import type { SavedCardsKit } from './saved-cards-kit.ts';

export interface SavedCvc {
  readonly field: (readonly: boolean, disabled: boolean) => TemplateResult;
  readonly digits: () => string;
  /** What is wrong with the typed code, in words, whether or not it is shown; undefined if nothing is. */
  readonly wrong: () => Saying;
  /** Shows what is wrong. */
  readonly check: () => Saying;
  /** Empties the field, as if nothing had been typed. */
  readonly wipe: () => void;
}

/** `network` is the selected card's. */
export function savedCvc(
  { html, words, root, repaint, say }: SavedCardsKit,
  network: () => Network | undefined,
): SavedCvc {
  let shown: CvcReason | undefined;
  const input = (): HTMLInputElement | null => root.querySelector('#eximpe-saved-cvc');
  const digits = (): string => onlyDigits(input()?.value ?? '');
  const length = (): 3 | 4 => cvcLengthOf(network() ?? '') ?? 3;
  const judge = (): CvcReason | undefined => {
    const verdict = judgeCvc(digits(), length());
    return verdict.kind === 'valid' ? undefined : verdict.reason;
  };
  const inWords = (reason: CvcReason): string => words(reason, { count: String(length()) });
  const sayingOf = (reason: CvcReason | undefined): Saying => reason && ((): string => inWords(reason));
  const show = (reason: CvcReason | undefined): void => {
    if (reason === shown) return;
    shown = reason;
    repaint();
  };

  const onInput = ({ target }: Event): void => {
    const field = target as HTMLInputElement;
    const typed = onlyDigits(field.value);
    if (field.value !== typed) field.value = typed;
    show(undefined);
  };
  const onLeave = (): void => {
    const reason = judge();
    // A shopper who leaves the whole page, for a banking app or another tab, sees no complaint.
    if (!document.hasFocus() || !reason || reason === 'cvc_empty' || reason === shown) return;
    show(reason);
    say(sayingOf(reason));
  };

  return {
    // The form's own styles mask it.
    field(readonly, disabled) {
      const count = String(length());
      return html`<div class="cvc" part="field cvc">
        <label for="eximpe-saved-cvc" part="label" .textContent=${words('label_cvc')}></label>
        <div class="box">
          <input
            id="eximpe-saved-cvc"
            data-field="saved_cvc"
            name="cc-csc"
            autocomplete="cc-csc"
            inputmode="numeric"
            class="ltr"
            part="input"
            aria-required="true"
            ?readonly=${readonly}
            ?disabled=${disabled}
            aria-invalid=${shown !== undefined}
            aria-describedby="eximpe-saved-cvc-error eximpe-saved-cvc-hint"
            @input=${onInput}
            @focusout=${onLeave}
          />
        </div>
        <span
          class="visually-hidden"
          id="eximpe-saved-cvc-hint"
          .textContent=${words(count === '4' ? 'hint_cvc_front' : 'hint_cvc', { count })}
        ></span>
        <p class="error" id="eximpe-saved-cvc-error" part="error" .textContent=${shown ? inWords(shown) : ''}></p>
      </div>`;
    },
    digits,
    wrong: () => sayingOf(judge()),
    check() {
      show(judge());
      return sayingOf(shown);
    },
    wipe() {
      shown = undefined;
      const field = input();
      if (field) field.value = '';
    },
  };
}
