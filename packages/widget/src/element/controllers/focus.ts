// Where the caret goes inside the form.
import type { LitElement, ReactiveController } from 'lit';
import type { Place } from '../../framed/protocol.ts';
import type { FieldName } from '../../fields/judge-card.ts';
import type { Attention } from './attention.ts';

/** A field, a saved card's security code, the question for credit or debit, the Pay button, or the heading of the panel in place of the form. */
export type FocusTarget = FieldName | 'saved_cvc' | 'mop' | 'pay' | 'panel';

export class FocusController implements ReactiveController {
  readonly #host: LitElement;
  readonly #attention: Attention;
  #next: FocusTarget | undefined;
  /** Where it goes when the shopper is back. */
  #wanted: FocusTarget | undefined;
  /** For a form in a frame, which can't see it: something else on the page around has the focus. */
  isInFieldAround = false;
  /** The shopper is in the form, whether or not what had the focus is still there. */
  #isOurs = false;

  constructor(host: LitElement, attention: Attention) {
    this.#host = host;
    this.#attention = attention;
    host.addController(this);
  }

  /** Whether the page's focus is in the form. `:focus-within` would be false while the bank's window is in front. */
  get isInside(): boolean {
    return !this.#isAround && this.#host.contains((this.#host.getRootNode() as Document).activeElement);
  }

  /** Whether it is, was until the element that had it went away, or is on its way to a shopper who is not here yet. */
  get isHeld(): boolean {
    return this.isInside || ((this.#isOurs || this.#wanted !== undefined) && this.isNowhere);
  }

  /** Whether nothing on the page has the focus. */
  get isNowhere(): boolean {
    const { activeElement } = document;
    return !this.#isAround && (activeElement === null || activeElement === document.body);
  }

  get place(): Place {
    if (!document.hasFocus()) return 'away';
    if (this.isInside) return 'form';
    return this.isNowhere ? 'page' : 'field';
  }

  /** A document keeps its focus for when the shopper is back in it. */
  get #isAround(): boolean {
    return this.isInFieldAround && !document.hasFocus();
  }

  /** Whether it has the focus now. */
  isOn(target: FocusTarget): boolean {
    return this.#find(target)?.matches(':focus') ?? false;
  }

  move(target: FocusTarget, options?: FocusOptions): void {
    this.#find(target)?.focus(options);
  }

  /** Once it is on the page, and the shopper is there: readers say nothing of a focus that moves behind the bank's window. */
  moveAfterUpdate(target: FocusTarget): void {
    this.#next = target;
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    document.addEventListener('focusin', this.#follow, true);
    document.addEventListener('pointerdown', this.#follow, true);
    document.addEventListener('focusout', this.#leave, true);
  }

  hostDisconnected(): void {
    document.removeEventListener('focusin', this.#follow, true);
    document.removeEventListener('pointerdown', this.#follow, true);
    document.removeEventListener('focusout', this.#leave, true);
  }

  hostUpdated(): void {
    const target = this.#next;
    this.#next = undefined;
    if (target) this.#moveWhenHere(target);
    // What had the focus is gone: the shopper goes on where the form goes on.
    else if (!this.#wanted && this.#isOurs && this.isNowhere) this.#moveWhenHere(this.#find('panel') ? 'panel' : 'pay');
    // A DOM without a screen, as in shops' unit tests, has nothing to scroll.
    if (target === 'panel')
      this.#find('panel')?.closest('section')?.scrollIntoView?.({ block: 'nearest', behavior: 'instant' });
  }

  #find(target: FocusTarget): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>(`[data-field=${target}]`) ?? null;
  }

  #moveWhenHere(target: FocusTarget): void {
    const isWaiting = this.#wanted !== undefined;
    this.#wanted = target;
    if (isWaiting) return;
    const isHere = this.#attention.isHere;
    const before = this.#focused;
    this.#attention.whenHere(() => {
      const wanted = this.#wanted ?? target;
      this.#wanted = undefined;
      // Who has turned to something else meanwhile, on the page or in the form, is left there.
      if (isHere || this.isNowhere || (this.isInside && this.#focused === before)) this.move(wanted);
    });
  }

  get #focused(): Element | null {
    const { renderRoot } = this.#host;
    return renderRoot instanceof ShadowRoot ? renderRoot.activeElement : document.activeElement;
  }

  readonly #follow = (event: Event): void => {
    this.#isOurs = event.composedPath().includes(this.#host);
  };

  /**
   * Left on purpose (a phone's "Done" key, say): what had the focus is still there. From the bank's dialog, which is modal, it can only
   * go to the bank's page; that takes it without an event, and may go away with it.
   */
  readonly #leave = (event: FocusEvent): void => {
    const [left] = event.composedPath();
    if (event.relatedTarget !== null || !document.hasFocus()) return;
    if (left instanceof Element && left.closest('dialog')) return;
    // Some browsers tell of it before they take the element away.
    queueMicrotask(() => {
      const isThere = left instanceof Element && left.isConnected && left.getClientRects().length > 0;
      if (isThere && this.isNowhere) this.#isOurs = false;
    });
  };
}
