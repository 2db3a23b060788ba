// Where the caret goes inside the form.
import type { LitElement, ReactiveController } from 'lit';
import type { FieldName } from '../../fields/judge-card.ts';

/** A field, the question for credit or debit, the Pay button, or the heading of the panel in place of the form. */
export type FocusTarget = FieldName | 'mop' | 'pay' | 'panel';

export class FocusController implements ReactiveController {
  readonly #host: LitElement;
  #next: FocusTarget | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether the page's focus is in the form. `:focus-within` would be false while the bank's window is in front. */
  get isInside(): boolean {
    return this.#host.contains((this.#host.getRootNode() as Document).activeElement);
  }

  move(target: FocusTarget, options?: FocusOptions): void {
    this.#host.renderRoot?.querySelector<HTMLElement>(`[data-field=${target}]`)?.focus(options);
  }

  /** Once it is on the page. */
  moveAfterUpdate(target: FocusTarget): void {
    this.#next = target;
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const target = this.#next;
    this.#next = undefined;
    if (target) this.move(target);
  }
}
