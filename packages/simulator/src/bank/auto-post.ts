// The page between two sites: it posts its form at once, and shows a button when scripts are off.
import { html, Html } from '../html.ts';
import { plainPage } from './plain-page.ts';

const SUBMIT = new Html(
  `<script>window.onload=function(){HTMLFormElement.prototype.submit.call(document.getElementById('next'))}</script>`,
);

export interface NextHop {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export const autoPost = ({ action, fields }: NextHop): string =>
  plainPage(
    'One moment',
    html`<p>One moment…</p>
      <form id="next" action="${action}" method="post">
        ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <noscript><button>Continue</button></noscript>
      </form>
      ${SUBMIT}`,
  );
