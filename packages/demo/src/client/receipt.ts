// A receipt that waits for its payment. It asks again without reloading the page, since a screen reader would lose its place each time.

const EVERY_MS = 3_000;

async function look(waiting: Element): Promise<void> {
  const response = await fetch(location.href).catch(() => undefined);
  const page = new DOMParser().parseFromString((await response?.text()) ?? '', 'text/html');
  const receipt = page.querySelector<HTMLElement>('main:not([data-waiting])');
  if (!response?.ok || !receipt) return void setTimeout(() => void look(waiting), EVERY_MS);
  document.title = page.title;
  waiting.replaceWith(receipt);
  // The focus makes screen readers say that there is something new, and what.
  receipt.querySelector('h1')?.focus();
}

const waiting = document.querySelector('main[data-waiting]');
if (waiting) setTimeout(() => void look(waiting), EVERY_MS);
