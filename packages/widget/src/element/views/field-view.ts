// One labelled input with its hint, error and picture.
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldName } from '../../fields/judge-card.ts';

/** The names and tokens that browsers and password managers look for. */
const AUTOFILL: Readonly<Record<FieldName, string>> = {
  number: 'cc-number',
  expiry: 'cc-exp',
  cvc: 'cc-csc',
  name: 'cc-name',
};

/** Inputs have ids, so that the form finds them quickly however large it is. */
export const inputId = (field: FieldName): string => `eximpe-${field}`;

export interface FieldParts {
  readonly field: FieldName;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly error: string;
  readonly readonly: boolean;
  readonly disabled: boolean;
  /** Inside the input, at its end. */
  readonly aside?: unknown;
  /** Beside the label. */
  readonly beside?: unknown;
}

export function fieldView({
  field,
  label,
  hint = '',
  placeholder = ' ',
  error,
  readonly,
  disabled,
  aside = nothing,
  beside = nothing,
}: FieldParts): TemplateResult {
  const id = inputId(field);
  const whole = `field ${field}`;
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const isName = field === 'name';
  return html`<div class=${whole} part=${whole}>
    <div class="head"><label for=${id} part="label" .textContent=${label}></label>${beside}</div>
    <div class="box">
      <input
        id=${id}
        data-field=${field}
        name=${AUTOFILL[field]}
        part="input"
        class=${isName ? '' : 'ltr'}
        autocomplete=${AUTOFILL[field]}
        inputmode=${isName ? 'text' : 'numeric'}
        autocapitalize="words"
        autocorrect="off"
        spellcheck="false"
        enterkeyhint=${isName ? 'go' : 'next'}
        placeholder=${placeholder}
        ?readonly=${readonly}
        ?disabled=${disabled}
        aria-required="true"
        aria-invalid=${error !== ''}
        aria-describedby=${`${errorId} ${hintId}`}
      />
      ${aside}
    </div>
    <span class="visually-hidden" id=${hintId} .textContent=${hint}></span>
    <p class="error" id=${errorId} part="error" .textContent=${error}></p>
  </div>`;
}
