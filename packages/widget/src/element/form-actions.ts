// The actions that the page may ask of the form.

/** Done by the form itself, or by the form in the frame. */
export interface FormActions {
  /** Call it synchronously in a click: a popup may have to open. */
  submit(): void;
  /** Whether there is a card that can be sent; shows what is wrong with it. */
  validate(): boolean;
  reset(): void;
  cancel(): void;
  focus(options?: FocusOptions): void;
}
