// Reads the browser's input events as edits, and writes text back into an input.
import type { Edit, Typed } from './digit-mask.ts';

/** The kind of edit behind an `input` event. A redo is an `undo`, too; autofill and scripts count as `insert`. */
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
 * Writes only the changed part, as if typed where possible: a value set by script deletes the browser's undo history, and writing the
 * whole number again for each gap costs a cheap phone more than all other work for a key.
 */
export function write(input: HTMLInputElement, { text, caret }: Typed): void {
  const { value } = input;
  if (value === text) return;
  const isFocused = input.matches(':focus');
  if (isFocused) {
    let same = 0;
    while (same < text.length && text[same] === value[same]) same += 1;
    input.setSelectionRange(same, value.length);
    // A DOM without editing, as in shops' unit tests, may lack it.
    document.execCommand?.(same < text.length ? 'insertText' : 'delete', false, text.slice(same));
  }
  if (input.value !== text) input.value = text;
  if (isFocused) input.setSelectionRange(caret, caret);
}
