// Turns what the browser says about an edit into ours, and puts text back into an input.
import type { Edit, Typed } from './digit-mask.ts';

/** How an `input` event came about. `other`: autofill, undo, redo and scripts, which know what they want. */
export function editOf(event: Event): Edit | 'undo' {
  const type = event instanceof InputEvent ? event.inputType : '';
  if (type.startsWith('history')) return 'undo';
  if (type.startsWith('delete')) return type.includes('Forward') ? 'deleteForward' : 'deleteBackward';
  return 'insert';
}

const KEYSTROKES: ReadonlySet<string> = new Set(['insertText', 'insertCompositionText']);

/** One character typed by hand, as opposed to a paste or an autofill. */
export const isKeystroke = (event: Event): boolean => event instanceof InputEvent && KEYSTROKES.has(event.inputType);

export const typedIn = (input: HTMLInputElement): Typed => ({
  text: input.value,
  caret: input.selectionStart ?? input.value.length,
});

/**
 * Writes what differs, as if typed where that is possible: a value that is set by script takes the browser's undo away, and a whole
 * number written anew for each gap costs a cheap phone more than all the rest of a key.
 */
export function write(input: HTMLInputElement, { text, caret }: Typed): void {
  const { value } = input;
  if (value === text) return;
  const isFocused = input.matches(':focus');
  if (isFocused) {
    let same = 0;
    while (same < text.length && text[same] === value[same]) same += 1;
    input.setSelectionRange(same, value.length);
    document.execCommand(same < text.length ? 'insertText' : 'delete', false, text.slice(same));
  }
  if (input.value !== text) input.value = text;
  if (isFocused) input.setSelectionRange(caret, caret);
}
