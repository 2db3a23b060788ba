// The page for addresses that the shop does not know.
import { html, type Html } from '../html.ts';
import { layout } from './layout.ts';

export function notFoundPage(): Html {
  return layout(
    { title: 'Not found', style: 'bazaar', theme: 'auto', lang: 'en' },
    html`<main class="receipt">
      <h1>There is nothing here.</h1>
      <p>Orders of this demonstration are forgotten after a while. <a href="/">Start a new one</a>.</p>
    </main>`,
  );
}
