// The page on `/`: what happened in this simulator, and buttons for its actions.
import { Router } from 'express';
import { html, Html } from '../html.ts';
import { DASHBOARD_SCRIPT } from './dashboard-script.ts';

const STYLE = new Html(`
:root { color-scheme: light dark; --ink: #1b2430; --soft: #5b6676; --paper: #fff; --ground: #eef1f5; --line: #d5dbe3; --brand: #1f4f7a; --good: #146c43; --bad: #b3261e; --wait: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --soft: #a3adbb; --paper: #1a2029; --ground: #10141a; --line: #36404d; --brand: #8cc1ee; --good: #7fd6a8; --bad: #ff9d94; --wait: #f0c070; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--ground); }
main { max-width: 76rem; margin: 0 auto; padding: 1rem; display: grid; gap: 1rem; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem 1rem; }
h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1rem; margin: 0 0 .6rem; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; overflow-x: auto; min-width: 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .9rem; margin: 0; overflow-wrap: anywhere; }
dt, .soft { color: var(--soft); } dd { margin: 0; }
.two { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th { text-align: left; color: var(--soft); font-weight: 500; }
th, td { padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
pre { margin: .3rem 0 0; font-size: .78rem; max-width: 44rem; overflow-x: auto; }
button, input, select { font: inherit; padding: .25rem .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--ground); color: var(--ink); }
button { cursor: pointer; margin: 0 .25rem .25rem 0; color: var(--brand); } :focus-visible { outline: 2px solid var(--brand); }
form { display: grid; gap: .5rem; margin-top: .8rem; } label { display: grid; gap: .15rem; color: var(--soft); font-size: .85rem; }
.badge, .attempt { display: inline-block; padding: 0 .45rem; border-radius: 1rem; border: 1px solid currentColor; font-size: .8rem; margin-right: .2rem; white-space: nowrap; }
.payment-successful, .received, .good { color: var(--good); } .failed, .given-up, .bad { color: var(--bad); } .payment-pending, .waiting, .held { color: var(--wait); }
`);

const PAGE = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>EximPe simulator</title>
      <style>
        ${STYLE}
      </style>
      <script type="module" src="/__simulator/page.js"></script>
    </head>
    <body>
      <main>
        <header>
          <h1>EximPe simulator</h1>
          <span class="soft">EximPe’s card API and the banks behind it, as documented. Nobody is charged.</span>
          <span id="said" role="status"></span>
        </header>
        <div class="two">
          <section aria-label="Facts">
            <dl id="facts"></dl>
          </section>
          <section aria-label="Controls">
            <button type="button" id="hold">Hold webhooks</button>
            <button type="button" data-advance="60">Time +1 min</button>
            <button type="button" data-advance="900">+15 min</button>
            <button type="button" data-advance="3600">+1 h</button>
            <button type="button" id="clear-faults">Clear faults</button>
            <button type="button" id="reset">Reset</button>
            <form id="settings">
              <label
                >Scenario of future payments (join several with +)
                <input id="scenario" list="scenario-names" autocomplete="off" spellcheck="false" />
              </label>
              <datalist id="scenario-names"></datalist>
              <label>Webhooks go to <input id="webhook-url" type="url" placeholder="nowhere" /></label>
              <button>Set</button>
            </form>
            <form id="fault">
              <label
                >Fault on calls to
                <input id="fault-path" value="/pg/orders/*/status/" spellcheck="false" />
              </label>
              <label
                >What happens
                <select id="fault-kind">
                  <option value="500">500 gateway error</option>
                  <option value="429">429</option>
                  <option value="before">connection drops before</option>
                  <option value="after">connection drops after</option>
                </select>
              </label>
              <button>Add fault</button>
            </form>
          </section>
        </div>
        <section>
          <h2>Orders</h2>
          <table>
            <thead>
              <tr>
                <th>At</th>
                <th>Order</th>
                <th>Amount</th>
                <th>Card, scenario</th>
                <th>Status</th>
                <th>Do</th>
              </tr>
            </thead>
            <tbody id="orders"></tbody>
          </table>
        </section>
        <section>
          <h2>Webhooks</h2>
          <table>
            <thead>
              <tr>
                <th>Event</th>
                <th>State</th>
                <th>Attempts</th>
                <th>Body</th>
                <th>Do</th>
              </tr>
            </thead>
            <tbody id="webhooks"></tbody>
          </table>
        </section>
        <section>
          <h2>Requests (card data masked)</h2>
          <table>
            <thead>
              <tr>
                <th>At</th>
                <th>Call</th>
                <th>Answer</th>
                <th>Body</th>
              </tr>
            </thead>
            <tbody id="requests"></tbody>
          </table>
        </section>
        <section>
          <h2>Test cards: any future expiry, any security code, OTP 123456 or 111000</h2>
          <table>
            <tbody id="cards"></tbody>
          </table>
        </section>
      </main>
    </body>
  </html>`.text;

const HEADERS = {
  'Content-Security-Policy': "default-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'Cache-Control': 'no-store',
} as const;

/** Holds no data itself: its script asks the control API, which has its own protection. */
export function dashboard(): Router {
  const router = Router();
  router.get('/', (_request, response) => void response.set(HEADERS).send(PAGE));
  router.get('/__simulator/page.js', (_request, response) => {
    response.set(HEADERS).type('js').send(DASHBOARD_SCRIPT);
  });
  return router;
}
