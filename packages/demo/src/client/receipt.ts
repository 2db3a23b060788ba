// A receipt that waits for its payment. It looks again without loading the page anew, which would lose a reader's place every time.

const EVERY_MS = 3_000;

async function look(waiting: Element): Promise<void> {
  const response = await fetch(location.href).catch(() => undefined);
  const page = new DOMParser().parseFromString((await response?.text()) ?? '', 'text/html');
  const receipt = page.querySelector<HTMLElement>('main:not([data-waiting])');
  if (!response?.ok || !receipt) return void setTimeout(() => void look(waiting), EVERY_MS);
  document.title = page.title;
  waiting.replaceWith(receipt);
  // The focus says that there is something new, and what.
  receipt.querySelector('h1')?.focus();
}

const waiting = document.querySelector('main[data-waiting]');
if (waiting) setTimeout(() => void look(waiting), EVERY_MS);
