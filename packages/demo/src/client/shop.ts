// The shop's own script: a receipt link once the payment is settled, and the side panel.
import type { EximpeCardForm } from '@eximpe/card-form';

const form = document.querySelector<EximpeCardForm>('eximpe-card-form');
const receipt = document.querySelector<HTMLElement>('.receipt-link');
const log = document.querySelector('.events');

form?.addEventListener('eximpe-settled', (event) => {
  if (event.detail.status === 'successful' && receipt) receipt.hidden = false;
});

const EVENTS = ['eximpe-ready', 'eximpe-change', 'eximpe-state', 'eximpe-problem', 'eximpe-settled'] as const;
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
