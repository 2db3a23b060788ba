// Turns what the browser says about an edit into ours, and puts text back into an input.
import type { Edit, Typed } from './digit-mask.ts';

/** How an `input` event came about. `other`: autofill, undo, redo and scripts, which know what they want. */
export function editOf(event: Event): Edit | 'undo' {
  const type = event instanceof InputEvent ? event.inputType : '';
  if (type.startsWith('history')) return 'undo';
  if (type.startsWith('delete')) return type.includes('Forward') ? 'deleteForward' : 'deleteBackward';
  return 'insert';
}

/** One character typed by hand, as opposed to a paste or an autofill. */
export const isKeystroke = (event: Event): boolean =>
  event instanceof InputEvent && /^insert(?:Composition)?Text$/.test(event.inputType);

export const typedIn = (input: HTMLInputElement): Typed => ({
  text: input.value,
  caret: input.selectionStart ?? input.value.length,
});

/** Writes only what differs, so that a caret that is right is not touched. */
export function write(input: HTMLInputElement, { text, caret }: Typed): void {
  if (input.value === text) return;
  input.value = text;
  if (input.matches(':focus')) input.setSelectionRange(caret, caret);
}
