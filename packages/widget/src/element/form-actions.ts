// What the page may have the form do.

/** Done by the form itself, or in the frame where it is. */
export interface FormActions {
  /** Synchronous in a click: a popup may have to open. */
  submit(): void;
  /** Whether there is a card that can be sent; shows what is wrong with it. */
  validate(): boolean;
  reset(): void;
  cancel(): void;
  focus(options?: FocusOptions): void;
}
