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

/**
 * Writes only what differs, so that a caret that is right is not touched. As if typed where that is possible: a value that is set
 * by script takes the browser's undo away.
 */
export function write(input: HTMLInputElement, { text, caret }: Typed): void {
  if (input.value === text) return;
  const isFocused = input.matches(':focus');
  if (isFocused) input.select();
  if (!isFocused || text === '' || !document.execCommand('insertText', false, text) || input.value !== text)
    input.value = text;
  if (isFocused) input.setSelectionRange(caret, caret);
}
