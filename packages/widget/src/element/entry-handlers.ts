// Passes what the shopper does in the form to the parts that deal with it.
import type { LitElement } from 'lit';
import type { CardFields } from '../fields/card-fields.ts';
import { FIELDS, type FieldName, type Reason } from '../fields/judge-card.ts';

export interface EntryHandlers {
  readonly onInput: (event: Event) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onLeave: (event: FocusEvent) => void;
  readonly onSubmit: (event: Event) => void;
  readonly onOtherCard: () => void;
  /** A click on the Pay button, the form's or the shop's own. */
  readonly onPayClick: (event: Event) => void;
}

export interface EntryParts {
  readonly fields: CardFields;
  readonly submit: () => void;
  readonly useOtherCard: () => void;
  /** The shopper left a field, and it shows its error for the first time. */
  readonly leftWrong: (reason: Reason) => void;
  /** The number was edited; these are its digits. */
  readonly onDigits: (digits: string) => void;
}

export function entryHandlers(
  form: LitElement,
  { fields, submit, useOtherCard, leftWrong, onDigits }: EntryParts,
): EntryHandlers {
  return {
    onInput(event) {
      const name = fieldOf(event);
      if (name) fields.typed(name, event);
      if (name === 'number') onDigits(fields.digits());
    },
    onKey(event) {
      if (fields.isTabTooMany(event)) event.preventDefault();
    },
    onLeave(event) {
      const name = fieldOf(event);
      // A shopper who leaves the whole page, for a banking app or another tab, sees no complaint.
      const reason = name && document.hasFocus() && fields.left(name);
      if (reason) leftWrong(reason);
    },
    onSubmit(event) {
      event.preventDefault();
      submit();
    },
    onOtherCard: useOtherCard,
    onPayClick(event) {
      // Terms to read or to tick beside the shop's own button do not belong to that button.
      const other = (event.target as Element).closest('a,label');
      if (other && form.contains(other) && !other.slot) return;
      // The click submits no form around this one, nor ours: in a frame whose sandbox forbids forms nothing would happen.
      event.preventDefault();
      submit();
    },
  };
}

function fieldOf({ target }: Event): FieldName | undefined {
  return FIELDS.find((field) => field === (target as HTMLElement).dataset['field']);
}
