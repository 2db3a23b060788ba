// Where the caret goes inside the form.
import type { LitElement, ReactiveController } from 'lit';
import { listen, type Stop } from '../../listen.ts';
import type { Place } from '../../framed/protocol.ts';
import type { FieldName } from '../../fields/judge-card.ts';
import type { Attention } from './attention.ts';

/** A field, a saved card's security code, the question for credit or debit, the Pay button, or the heading of the panel that replaces the form. */
export type FocusTarget = FieldName | 'saved_cvc' | 'mop' | 'pay' | 'panel';

export class FocusController implements ReactiveController {
  readonly #host: LitElement;
  readonly #attention: Attention;
  #next: FocusTarget | undefined;
  /** The target to focus when the shopper is back. */
  #wanted: FocusTarget | undefined;
  /** For a form in a frame, which can't see this: whether something else on the page around it has the focus. */
  isInFieldAround = false;
  /** The shopper is in the form, even if the focused element has been removed. */
  #isOurs = false;
  #ears: readonly Stop[] = [];

  constructor(host: LitElement, attention: Attention) {
    this.#host = host;
    this.#attention = attention;
    host.addController(this);
  }

  /** Whether the page's focus is in the form. `:focus-within` would be false while the bank's window is in front. */
  get isInside(): boolean {
    return !this.#isAround && this.#host.contains((this.#host.getRootNode() as Document).activeElement);
  }

  /** Whether the form has the focus, had it until the focused element was removed, or gets it when the shopper is back. */
  get isHeld(): boolean {
    return this.isInside || ((this.#isOurs || this.#wanted !== undefined) && this.isNowhere);
  }

  /** Whether nothing on the page has the focus. */
  get isNowhere(): boolean {
    const { activeElement, body } = this.#host.ownerDocument;
    return !this.#isAround && (activeElement === null || activeElement === body);
  }

  get place(): Place {
    if (!document.hasFocus()) return 'away';
    if (this.isInside) return 'form';
    return this.isNowhere ? 'page' : 'field';
  }

  /** A document remembers its focus until the shopper is back in it. */
  get #isAround(): boolean {
    return this.isInFieldAround && !document.hasFocus();
  }

  /** Whether the target has the focus now. */
  isOn(target: FocusTarget): boolean {
    return this.#find(target)?.matches(':focus') ?? false;
  }

  move(target: FocusTarget, options?: FocusOptions): void {
    this.#find(target)?.focus(options);
  }

  /** Moves the focus once the target is on the page and the shopper is there: screen readers ignore a move behind the bank's window. */
  moveAfterUpdate(target: FocusTarget): void {
    this.#next = target;
    this.#host.requestUpdate();
  }

  /** The form stays off the page: when it is put back, the shopper is elsewhere. */
  forget(): void {
    this.#isOurs = false;
    this.#next = this.#wanted = undefined;
  }

  hostConnected(): void {
    this.#ears = [
      listen(document, ['focusin', 'pointerdown'], this.#follow, true),
      listen(document, ['focusout'], this.#leave, true),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#ears) stop();
  }

  hostUpdated(): void {
    const target = this.#next;
    this.#next = undefined;
    if (target) this.#moveWhenHere(target);
    // The focused element is gone: the focus goes to the place where the form continues.
    else if (!this.#wanted && this.#isOurs && this.isNowhere) this.#moveWhenHere(this.#find('panel') ? 'panel' : 'pay');
    // A DOM without a screen, as in shops' unit tests, can't scroll.
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
      const wanted = this.#wanted;
      this.#wanted = undefined;
      // If the shopper has meanwhile turned to something else, on the page or in the form, the focus stays there.
      if (wanted && (isHere || this.isNowhere || (this.isInside && this.#focused === before))) this.move(wanted);
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
   * The shopper left on purpose (with a phone's "Done" key, say) if the element that had the focus is still there. The bank's dialog is
   * modal: from it the focus can go only to the bank's page, which takes it without an event, and may disappear with it.
   */
  readonly #leave = (event: FocusEvent): void => {
    const [left] = event.composedPath();
    if (event.relatedTarget !== null || !document.hasFocus()) return;
    if (left instanceof Element && left.closest('dialog')) return;
    // Some browsers send the event before they remove the element.
    queueMicrotask(() => {
      const isThere = left instanceof Element && left.isConnected && left.getClientRects().length > 0;
      if (isThere && this.isNowhere) this.#isOurs = false;
    });
  };
}
