// Keeps input events from bubbling into the page: its ordinary listeners for keys and input learn nothing about the card. Capturing listeners still do.

const INPUT_EVENTS = [
  'beforeinput',
  'input',
  'textInput',
  'change',
  'keydown',
  'keypress',
  'keyup',
  'paste',
  'copy',
  'cut',
  'compositionstart',
  'compositionupdate',
  'compositionend',
];
/** Keys that the page around the form may need: they close its dialogs and move its focus. */
const HARMLESS_KEYS: ReadonlySet<unknown> = new Set(['Escape', 'Tab']);

export function containInputEvents(root: EventTarget): void {
  for (const type of INPUT_EVENTS) {
    root.addEventListener(type, (event) => {
      if (!HARMLESS_KEYS.has((event as Partial<KeyboardEvent>).key)) event.stopPropagation();
    });
  }
}
