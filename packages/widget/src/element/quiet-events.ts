// Keeps what is typed from bubbling into the page: its ordinary listeners for keys and input hear nothing of the card. Capturing ones still do.

const TELLING =
  'beforeinput input textInput change keydown keypress keyup paste copy cut compositionstart compositionupdate compositionend';
/** Keys that a page around the form may need: they close its dialogs and move its focus. */
const HARMLESS_KEYS: readonly unknown[] = ['Escape', 'Tab'];

export function keepQuiet(root: EventTarget): void {
  for (const type of TELLING.split(' ')) {
    root.addEventListener(type, (event) => {
      if (!HARMLESS_KEYS.includes((event as Partial<KeyboardEvent>).key)) event.stopPropagation();
    });
  }
}
