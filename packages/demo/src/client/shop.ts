// The shop's own script: shows the form's events in the side panel, and offers test cards to copy.
import type { EximpeCardForm } from '@eximpe/card-form';

// If there is room beside the checkout, the panel is open from the start.
if (window.matchMedia('(min-width: 1400px)').matches)
  document.querySelector('.panel details')?.setAttribute('open', '');

const form = document.querySelector<EximpeCardForm>('eximpe-card-form');
const log = document.querySelector('.events');

const EVENTS = ['eximpe-ready', 'eximpe-change', 'eximpe-state', 'eximpe-problem', 'eximpe-outcome'] as const;
for (const name of EVENTS) {
  form?.addEventListener(name, (event) => {
    const line = document.createElement('li');
    const title = document.createElement('b');
    title.textContent = name;
    const detail = document.createElement('code');
    detail.textContent = JSON.stringify(event.detail ?? {});
    line.append(title, ' ', detail);
    log?.prepend(line);
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>('.copy')) {
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(button.dataset['copy'] ?? '').then(() => {
      button.classList.add('copied');
      setTimeout(() => button.classList.remove('copied'), 1_200);
    });
  });
}
