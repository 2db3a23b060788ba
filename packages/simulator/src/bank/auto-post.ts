// The page between two sites: it posts its form at once, and shows a button where scripts are off.
import { html, Html } from '../html.ts';

const SUBMIT = new Html(
  `<script>window.onload=function(){HTMLFormElement.prototype.submit.call(document.getElementById('next'))}</script>`,
);

export interface NextHop {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Default `post`. */
  readonly method?: 'get' | 'post';
  readonly target?: string;
}

export const hopForm = ({ action, fields, method = 'post', target }: NextHop): Html =>
  html`<form id="next" action="${action}" method="${method}" ${target ? html` target="${target}"` : ''}>
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <noscript><button>Continue</button></noscript>
  </form>`;

export function autoPost(hop: NextHop): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>One moment</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            font:
              16px/1.5 system-ui,
              sans-serif;
            display: grid;
            place-items: center;
            min-height: 90vh;
            margin: 0;
          }
        </style>
      </head>
      <body>
        <main>
          <p>One moment…</p>
          ${hopForm(hop)}
        </main>
        ${SUBMIT}
      </body>
    </html>`.text;
}
