// The form itself: four fields, the question for credit or debit if it must be asked, and the Pay button.
import type { CheckoutAnswer, Mop, Problem } from '@eximpe/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { shapeOf } from '../../card/detect-network.ts';
import type { FieldsState } from '../../fields/card-fields.ts';
import type { FieldName } from '../../fields/judge-card.ts';
import type { Words } from '../../i18n/messages.ts';
import type { SavedCards } from '../../saved-cards/saved-cards-kit.ts';
import type { EntryHandlers } from '../entry-handlers.ts';
import { needsOtherCard } from '../fix.ts';
import { wordValues } from '../word-values.ts';
import { fieldView } from './field-view.ts';
import { codePicture, icon, spinner } from './icons.ts';
import { networkMark } from './network-marks.ts';

/** Credit or debit. */
interface CardTypeModel {
  readonly isAsked: boolean;
  readonly answer: Mop | undefined;
  readonly isMissing: boolean;
  readonly choose: (mop: Mop) => void;
}

export interface EntryModel {
  readonly words: Words;
  readonly hidden: boolean;
  /** Null until the server has sent the checkout. */
  readonly checkout: CheckoutAnswer | null;
  /** As printed; null while it is not known. */
  readonly amount: string | null;
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly readonly: boolean;
  /** EximPe has decided that the last attempt failed. */
  readonly failed: boolean;
  /** Why the last attempt ended here, and the same in words. */
  readonly problem: Problem | undefined;
  readonly reason: string;
  /** Pay was pressed while the amount was still loading. */
  readonly isPayEarly: boolean;
  readonly offline: boolean;
  readonly fields: FieldsState;
  readonly cardType: CardTypeModel;
  readonly saved: SavedCards | undefined;
  /** Shows a placeholder instead of fields that would soon disappear. */
  readonly savedAreComing: boolean;
  readonly handlers: EntryHandlers;
}

export function entryView(model: EntryModel): TemplateResult {
  const { words, checkout, fields, saved, handlers } = model;
  const { disabled } = model;
  // Disabled fields would throw the focus out of the form while the card is sent, and the next view would not get it.
  const readonly = model.readonly || model.busy;
  const { network, sure } = fields.detection;
  const { cvcLength } = shapeOf(fields.detection);
  const values = wordValues(checkout, fields.detection);
  const error = (field: FieldName): string => {
    const reason = fields.errors[field];
    return reason ? words(reason, values) : '';
  };
  return html`<form
    part="form"
    class=${model.busy || disabled ? 'dim' : ''}
    autocomplete="on"
    method="dialog"
    novalidate
    ?hidden=${model.hidden}
    @input=${handlers.onInput}
    @change=${handlers.onInput}
    @keydown=${handlers.onKey}
    @compositionend=${handlers.onInput}
    @focusout=${handlers.onLeave}
    @submit=${handlers.onSubmit}
  >
    <slot name="header"></slot>
    ${bannerView(model)} ${model.savedAreComing ? SKELETON : saved?.list(readonly, disabled)}
    <div class="fields" ?hidden=${model.savedAreComing || saved?.selected() !== undefined}>
      ${fieldView({
        field: 'number',
        label: words('label_number'),
        // Useless once the network is known.
        hint: checkout && !(network && sure) ? words('accepted', values) : '',
        error: error('number'),
        placeholder: '1234 1234 1234 1234',
        readonly,
        disabled,
        beside: html`<span class="marks" aria-hidden="true"
          >${checkout?.networks.map((each) => networkMark(each, '', sure && each !== network))}</span
        >`,
        aside: network && sure ? html`<span class="aside">${networkMark(network)}</span>` : nothing,
      })}
      ${model.cardType.isAsked ? mopView(model) : nothing}
      ${fieldView({ field: 'expiry', label: words('label_expiry'), placeholder: words('hint_expiry'), error: error('expiry'), readonly, disabled })}
      ${fieldView({
        field: 'cvc',
        label: words('label_cvc'),
        hint: words(cvcLength === 4 ? 'hint_cvc_front' : 'hint_cvc', values),
        error: error('cvc'),
        placeholder: cvcLength === 4 ? '1234' : '123',
        readonly,
        disabled,
        aside: html`<span class="aside">${codePicture(cvcLength)}</span>`,
      })}
      ${fieldView({ field: 'name', label: words('label_name'), error: error('name'), readonly, disabled })}
      ${saved?.consentBox(readonly || disabled)}
    </div>
    <slot name="submit" @click=${handlers.onPayClick}>
      <button
        class="primary"
        part="button primary pay"
        type="submit"
        data-field="pay"
        aria-disabled=${model.busy || !checkout}
        ?disabled=${disabled}
      >
        ${payLabel(model)}
      </button>
    </slot>
    <slot name="footer">
      <p class="note" part="note">
        ${icon('lock')}<span .textContent=${`${words('bank_asks')} ${words('secure')}`}></span>
      </p>
    </slot>
  </form>`;
}

/** As high as two saved cards and the row for a new one. */
const SKELETON = html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>`;

/** The problem, above the fields. If a card may be tried again, the shopper may also use another one. */
function bannerView({ words, offline, problem, reason, failed, busy, disabled, handlers }: EntryModel): unknown {
  if (!offline && !problem) return nothing;
  return html`<div class="banner" part="problem">
    ${icon('alert')}
    <div>
      ${failed && !offline ? html`<p><b .textContent=${words('failed_title')}></b></p>` : nothing}
      <p .textContent=${offline ? words(busy ? 'checking_lost_text' : 'offline') : reason}></p>
      ${
        failed && problem && !busy && !needsOtherCard(problem.code)
          ? html`<button
              type="button"
              class="inline"
              part="button secondary"
              ?disabled=${disabled}
              @click=${handlers.onOtherCard}
              .textContent=${words('other_card')}
            ></button>`
          : nothing
      }
    </div>
  </div>`;
}

function payLabel({ words, busy, isPayEarly, amount }: EntryModel): unknown {
  if (busy) return html`${spinner()}<span .textContent=${words('paying')}></span>`;
  // No spinner while the amount loads, unless the shopper waits for it: most answers come too soon for an animation on a cheap phone.
  if (!amount) return html`${isPayEarly ? spinner() : nothing}<span .textContent=${words('pay_plain')}></span>`;
  return html`<slot name="submit-label" .textContent=${words('pay', { amount })}></slot>`;
}

function mopView({ words, busy, disabled, cardType }: EntryModel): TemplateResult {
  return html`<fieldset
    class="mop"
    part="mop"
    role="radiogroup"
    aria-required="true"
    aria-invalid=${cardType.isMissing}
    aria-describedby="eximpe-mop-error"
    ?disabled=${busy || disabled}
  >
    <legend part="label" .textContent=${words('label_mop')}></legend>
    ${(['credit_card', 'debit_card'] as const).map(
      (each) =>
        html`<label
          ><input
            type="radio"
            name="mop"
            data-field="mop"
            .value=${each}
            .checked=${cardType.answer === each}
            @change=${() => cardType.choose(each)} /><span .textContent=${words(`mop_${each}`)}></span
        ></label>`,
    )}
    <p
      class="error"
      id="eximpe-mop-error"
      part="error"
      .textContent=${cardType.isMissing ? words('mop_empty') : ''}
    ></p>
  </fieldset>`;
}
