// The script of the page on `/`: reads the control API every two seconds and shows the result, with a button for each action.

export const DASHBOARD_SCRIPT = String.raw`
const token = new URLSearchParams(location.hash.slice(1)).get('token');
const byId = (id) => document.getElementById(id);

async function control(method, path, body) {
  const response = await fetch('/__simulator' + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: 'Bearer ' + token } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function el(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const say = (words, bad) => {
  byId('said').textContent = words;
  byId('said').className = bad ? 'bad' : 'good';
};

const act = (what, method, path, body) => async () => {
  try {
    await control(method, path, body);
    say(what + ': done.');
  } catch (error) {
    say(what + ': ' + error.message, true);
  }
  await refresh();
};

const button = (words, onclick, title) => el('button', { type: 'button', onclick, title: title ?? words }, words);
const badge = (word) => el('span', { className: 'badge ' + word.replaceAll(/[ _]/g, '-') }, word.replaceAll('_', ' '));
const time = (iso) => el('time', { dateTime: iso, title: iso }, iso.slice(11, 19));
const row = (key, ...cells) => {
  const line = el('tr', {}, ...cells.map((cell) => el('td', {}, ...[cell].flat())));
  line.dataset.key = key;
  return line;
};
const empty = (columns, words) => el('tr', {}, el('td', { colSpan: columns, className: 'soft' }, words));

const hasPapers = (order) => ['not_needed', 'verified'].includes(order.verification);
const papers = (order) =>
  el('span', { className: 'soft', title: 'Not paid out until its papers are complete' }, 'papers: ' + order.verification.replaceAll('_', ' ') + (order.papersMissing.length ? ', missing: ' + order.papersMissing.join(', ') : ''));

function orderRow(order) {
  const path = '/orders/' + order.orderId;
  const pending = order.status === 'payment_pending';
  const force = (words, outcome) => button(words, act(words, 'POST', path + '/outcome', { outcome }));
  const send = (words, event) => button(words, act(words, 'POST', path + '/webhooks', { event }), 'Send ' + event + ', true or not');
  return row(
    order.orderId,
    time(order.createdAt),
    [el('b', {}, order.orderId), el('br'), el('span', { className: 'soft' }, order.referenceId)],
    '₹' + order.amount,
    [order.card ?? '–', el('br'), el('span', { className: 'soft' }, order.scenario)],
    [
      badge(order.status),
      el('br'),
      el('span', { className: 'soft' }, order.statusMessage ?? 'challenge: ' + order.challenge),
      ...(order.verification === 'not_needed' ? [] : [el('br'), papers(order)]),
    ],
    [
      ...(pending ? [force('Pay', 'paid'), force('Decline', 'declined'), force('Cancel', 'cancelled')] : []),
      ...(order.status === 'payment_successful' && hasPapers(order) ? [button('Pay out', act('Pay out', 'POST', path + '/payout'))] : []),
      ...(order.status === 'payment_successful' ? [button('Dispute', act('Dispute', 'POST', path + '/dispute', {}), 'The cardholder disputes it: DISPUTE_UPDATED')] : []),
      send('✉ successful', 'PAYMENT_SUCCESSFUL'),
      send('✉ failed', 'PAYMENT_FAILED'),
    ],
  );
}

const attempts = (event) =>
  event.attempts.map((attempt) => el('span', { className: 'attempt', title: attempt.at }, String(attempt.status ?? attempt.error)));

const webhookRow = (event) =>
  row(
    event.sequenceNumber,
    [el('b', {}, event.type), el('br'), el('span', { className: 'soft' }, event.orderId ?? '')],
    badge(event.state),
    attempts(event),
    el('details', {}, el('summary', {}, 'body'), el('pre', {}, JSON.stringify(JSON.parse(event.body), null, 1))),
    button(event.state === 'held' ? 'Send' : 'Send again', act('Send', 'POST', '/webhooks/' + event.sequenceNumber + '/fire')),
  );

const requestRow = (request) =>
  row(
    request.at + request.path,
    time(request.at),
    request.method + ' ' + request.path,
    String(request.status ?? 'dropped'),
    el('details', {}, el('summary', {}, 'body'), el('pre', {}, JSON.stringify(request.body, null, 1))),
  );

const cardRow = (card) =>
  row(
    card.number,
    el('code', {}, card.number.replaceAll(/(.{4})(?=.)/g, '$1 ')),
    card.network,
    card.mop.replace('_card', ''),
    card.what + (card.simulatorOnly ? ' (simulator only)' : ''),
  );

function fill(id, rows, columns, words) {
  // An opened body stays open, and its table waits until it is closed.
  const table = byId(id);
  if (table.querySelector('details[open]')) return;
  // Whoever is in the table with the keyboard stays at the same control of the same row, if it is still there.
  const focused = table.contains(document.activeElement) ? document.activeElement : null;
  const place = focused && { key: focused.closest('tr').dataset.key, words: focused.textContent };
  table.replaceChildren(...(rows.length ? rows : [empty(columns, words)]));
  if (!place) return;
  const same = [...table.rows].find(({ dataset }) => dataset.key === place.key);
  [...(same?.querySelectorAll('button, summary') ?? [])].find(({ textContent }) => textContent === place.words)?.focus();
}

async function refresh() {
  try {
    const [state, orders, webhooks, requests] = await Promise.all(
      ['/state', '/orders', '/webhooks', '/requests'].map((path) => control('GET', path)),
    );
    byId('facts').replaceChildren(
      ...[
        ['API', state.url], ['Aggregator', state.aggregatorUrl], ['Bank', state.bankUrl], ['Seed', state.seed],
        ['Time', state.now.slice(0, 19).replace('T', ' ') + (state.speed === 1 ? '' : ' × ' + state.speed)],
        ['Quirks', state.quirks.join(', ') || 'none'],
        ['Faults', state.faults.map((fault) => (fault.method ?? '') + ' ' + fault.path).join(', ') || 'none'],
      ].flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
    );
    if (document.activeElement !== byId('scenario')) byId('scenario').value = state.scenario;
    if (document.activeElement !== byId('webhook-url')) byId('webhook-url').value = state.webhookUrl ?? '';
    byId('hold').textContent = state.holdingWebhooks ? 'Release webhooks' : 'Hold webhooks';
    byId('hold').onclick = act(byId('hold').textContent, 'POST', state.holdingWebhooks ? '/webhooks/release' : '/webhooks/hold');
    fill('orders', orders.slice(0, 50).map(orderRow), 6, 'No orders yet.');
    fill('webhooks', webhooks.slice(0, 50).map(webhookRow), 5, 'No webhooks yet.');
    fill('requests', requests.slice(-50).reverse().map(requestRow), 4, 'No requests yet.');
  } catch (error) {
    say(error.message, true);
  }
}

byId('settings').onsubmit = async (event) => {
  event.preventDefault();
  await act('Scenario', 'PUT', '/scenario', { scenario: byId('scenario').value })();
  await act('Settings', 'PUT', '/webhook-url', { webhookUrl: byId('webhook-url').value || null })();
};
byId('fault').onsubmit = async (event) => {
  event.preventDefault();
  const kind = byId('fault-kind').value;
  const status = Number(kind);
  await act('Fault', 'POST', '/faults', { path: byId('fault-path').value, ...(status ? { status } : { drop: kind }) })();
};
byId('clear-faults').onclick = act('Clear faults', 'DELETE', '/faults');
byId('reset').onclick = act('Reset', 'POST', '/reset');
for (const one of document.querySelectorAll('[data-advance]')) {
  one.onclick = act(one.textContent, 'POST', '/clock/advance', { seconds: Number(one.dataset.advance) });
}

const names = await control('GET', '/scenarios').catch(() => ({}));
byId('scenario-names').replaceChildren(
  ...Object.entries(names).map(([value, { what }]) => el('option', { value, label: what })),
);
fill('cards', (await control('GET', '/test-cards')).map(cardRow), 4, '');
await refresh();
setInterval(() => document.hidden || refresh(), 2000);
`;
