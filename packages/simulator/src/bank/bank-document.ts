// The layout of every page of the bank: its name, its style, and a note that it is not a real bank.
import { html, Html } from '../html.ts';

const STYLE = new Html(`
:root { color-scheme: light dark; --ink: #1b2430; --soft: #5b6676; --paper: #fff; --ground: #eef1f5; --line: #d5dbe3; --brand: #7a1f3d; --brand-ink: #fff; --bad: #b3261e; --good: #146c43; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --soft: #a3adbb; --paper: #1a2029; --ground: #10141a; --line: #36404d; --brand: #e58aa8; --brand-ink: #2b0713; --bad: #ff9d94; --good: #7fd6a8; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink); background: var(--ground); }
main { max-width: 27rem; margin: 0 auto; background: var(--paper); min-height: 100vh; display: flex; flex-direction: column; }
@media (min-width: 32rem) and (min-height: 44rem) { main { margin: 2rem auto; min-height: 0; border: 1px solid var(--line); border-radius: 10px; overflow: hidden; } }
header { display: flex; align-items: center; justify-content: space-between; padding: .8rem 1.1rem; border-bottom: 3px solid var(--brand); }
.bank { display: flex; align-items: center; gap: .6rem; font-weight: 700; font-size: 1.05rem; letter-spacing: .01em; }
.scheme { font-size: .75rem; color: var(--soft); text-align: right; line-height: 1.25; }
section { padding: 1.1rem; }
h1 { font-size: 1.15rem; margin: 0 0 .3rem; }
p { margin: 0 0 .8rem; } .soft { color: var(--soft); font-size: .9rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1.1rem; padding: .7rem .9rem; background: var(--ground); border-radius: 8px; font-size: .92rem; }
dt { color: var(--soft); } dd { margin: 0; text-align: right; font-weight: 600; overflow-wrap: anywhere; }
label { display: block; font-weight: 600; margin-bottom: .35rem; }
input[name=otp] { width: 100%; font: inherit; font-size: 1.4rem; letter-spacing: .35em; padding: .55rem .8rem; border: 1.5px solid var(--soft); border-radius: 8px; background: var(--paper); color: var(--ink); }
input[name=otp][aria-invalid=true] { border-color: var(--bad); }
button { font: inherit; min-height: 2.9rem; border-radius: 8px; padding: 0 1rem; cursor: pointer; }
.pay { width: 100%; margin-top: .9rem; border: 0; background: var(--brand); color: var(--brand-ink); font-weight: 700; }
.others { display: flex; justify-content: space-between; margin-top: .6rem; }
.others button { border: 0; background: none; color: var(--brand); text-decoration: underline; padding: 0 .3rem; }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.note { padding: .55rem .8rem; border-radius: 8px; border: 1px solid currentColor; font-size: .92rem; }
.bad { color: var(--bad); } .good { color: var(--good); }
footer { margin-top: auto; padding: .8rem 1.1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .82rem; }
`);

const LOGO = new Html(
  '<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><rect width="28" height="28" rx="7" fill="var(--brand)"/><path d="M6 20V9l8 7 8-7v11" fill="none" stroke="var(--brand-ink)" stroke-width="3" stroke-linejoin="round"/></svg>',
);

export function bankDocument(body: Html): string {
  return html`<!doctype html>
    <html lang="en-IN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Malhar Bank – confirm your payment</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          <header>
            <span class="bank">${LOGO} Malhar Bank</span><span class="scheme">Secure card<br />authentication</span>
          </header>
          ${body}
          <footer>
            This is a simulated bank. The one-time password is <b>123456</b>; nothing is sent and nobody is charged.
          </footer>
        </main>
      </body>
    </html>`.text;
}

export const waitPage = (words: string): string =>
  bankDocument(
    html`<section>
      <h1>Please wait</h1>
      <p role="status">${words}</p>
    </section>`,
  );
