// Skimmers that listen and read, and leave the browser's functions unchanged.
import type { Skimmer } from './skimmer.ts';

/** As its script leaves it in the page. */
interface Recorder {
  readonly rrweb: { record(options: Readonly<Record<string, unknown>>): void };
}

export const LISTENING: readonly Skimmer[] = [
  {
    what: 'key events in the capture phase',
    script: ({ steal }) => {
      let typed = '';
      addEventListener(
        'keydown',
        ({ key }) => {
          if (key.length === 1) typed += key;
          steal(typed);
        },
        true,
      );
    },
  },
  {
    what: 'beforeinput events',
    script: ({ steal }) => {
      let typed = '';
      addEventListener(
        'beforeinput',
        ({ data }) => {
          typed += data ?? '';
          steal(typed);
        },
        true,
      );
    },
  },
  {
    what: 'input events and their fields',
    script: ({ steal, valueOf }) => {
      addEventListener('input', (event) => steal(valueOf(event.composedPath()[0])), true);
    },
  },
  {
    what: 'paste',
    script: ({ steal }) => {
      addEventListener('paste', ({ clipboardData }) => steal(clipboardData?.getData('text')), true);
    },
  },
  {
    what: 'submit events in every root',
    script: ({ steal, values, roots }) => {
      const read = (): void => steal(values());
      setInterval(() => {
        for (const root of roots()) root.addEventListener('submit', read, true);
      }, 50);
    },
    blind: 'The form pays from the click on its button, before anything is submitted.',
  },
  {
    what: 'clicks on Pay, and a FormData of every form',
    script: ({ steal, roots }) => {
      const forms = (): HTMLFormElement[] => roots().flatMap((root) => [...root.querySelectorAll('form')]);
      addEventListener('click', () => steal(JSON.stringify(forms().map((form) => [...new FormData(form)]))), true);
    },
  },
  {
    what: 'polling of every input',
    script: ({ steal, values }) => {
      setInterval(() => steal(values()), 50);
    },
  },
  {
    what: 'a MutationObserver in every root',
    script: ({ steal, values, roots }) => {
      const observer = new MutationObserver(() => steal(values()));
      const all = { subtree: true, childList: true, attributes: true, characterData: true };
      setInterval(() => {
        for (const root of roots()) observer.observe(root, all);
      }, 50);
    },
  },
  {
    what: 'a session recorder (rrweb) that masks nothing',
    script: ({ steal }) => {
      const { rrweb } = window as unknown as Recorder;
      rrweb.record({
        emit: (event: unknown) => steal(JSON.stringify(event)),
        maskAllInputs: false,
        blockClass: 'not-one',
        ignoreClass: 'not-one',
        maskTextClass: 'not-one',
      });
    },
  },
  {
    what: 'window.name, read again on the next page',
    script: ({ steal, valueOf }) => {
      steal(window.name);
      const pack = (text: string): void => {
        if (/\d{4}/.test(text)) window.name = text;
      };
      addEventListener('input', (event) => pack(valueOf(event.composedPath()[0])), true);
    },
  },
  {
    what: 'history.state, read again on the next page',
    script: ({ steal, valueOf }) => {
      steal(JSON.stringify(history.state));
      const pack = (text: string): void => {
        if (/\d{4}/.test(text)) history.replaceState({ bag: text }, '');
      };
      addEventListener('input', (event) => pack(valueOf(event.composedPath()[0])), true);
    },
  },
  {
    what: 'storage, with everything else in it, read again on the next page',
    script: ({ steal, valueOf }) => {
      steal(JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]));
      const pack = (text: string): void => {
        if (/\d{4}/.test(text)) localStorage.setItem('bag', text);
      };
      addEventListener('input', (event) => pack(valueOf(event.composedPath()[0])), true);
    },
  },
  {
    what: 'messages between windows',
    script: ({ steal }) => {
      addEventListener('message', ({ data }) => steal(JSON.stringify(data)), true);
    },
    blind: 'No message that the form sends or receives contains a card.',
  },
  {
    what: 'hidden fields for the browser’s autofill',
    script: ({ steal, valueOf }) => {
      addEventListener('DOMContentLoaded', () => {
        const bait = document.createElement('form');
        bait.style.cssText = 'position: absolute; inset-inline-start: -999px';
        const parts = ['cc-number', 'cc-exp', 'cc-csc'] as const;
        bait.append(...parts.map((autocomplete) => Object.assign(document.createElement('input'), { autocomplete })));
        document.body.append(bait);
        setInterval(() => steal([...bait.querySelectorAll('input')].map(valueOf).join('')), 50);
      });
    },
    blind: 'A browser fills in cards that its owner has saved, and an automated one has none.',
  },
  {
    what: 'a handle on the window in which shoppers pay',
    script: ({ steal }) => {
      const look = (pay: Window): void => {
        try {
          for (const input of pay.document.querySelector('eximpe-card-form')!.shadowRoot!.querySelectorAll('input'))
            steal(input.value);
        } catch {
          // Cross-origin, or not loaded yet.
        }
        pay.postMessage('What is in your fields?', '*');
      };
      addEventListener(
        'submit',
        ({ target }) => {
          if (!location.search.includes('window')) return;
          const pay = open('', 'pay')!;
          (target as HTMLFormElement).target = 'pay';
          setInterval(() => look(pay), 50);
        },
        true,
      );
    },
    blind: 'The form is not in another window.',
  },
];
