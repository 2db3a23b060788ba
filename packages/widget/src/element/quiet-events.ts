// Keeps what is typed from the page: its listeners for keys and input sit outside, and see nothing of the card.

const TELLING = [
  'beforeinput',
  'input',
  'change',
  'keydown',
  'keypress',
  'keyup',
  'paste',
  'copy',
  'cut',
  'select',
  'textInput',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'submit',
  'formdata',
];
/** Keys that a page around the form may need: they close its dialogs and move its focus. */
const HARMLESS_KEYS = new Set(['Escape', 'Tab']);

export function keepQuiet(root: EventTarget): void {
  for (const type of TELLING) {
    root.addEventListener(type, (event) => {
      if (!(event instanceof KeyboardEvent && HARMLESS_KEYS.has(event.key))) event.stopPropagation();
    });
  }
}
