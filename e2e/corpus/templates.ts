// Hand-over pages in the structures that banks, aggregators and their SDKs use. `{bank}` stands for the address they post to.

export interface TemplateRow {
  readonly what: string;
  readonly html: string;
  /** `plain`: read as data and posted by our own form. `opaque`: run in an origin of its own. */
  readonly way: 'plain' | 'opaque';
  /** Encoding of the bytes; UTF-8 where nothing is said. */
  readonly encoding?: 'latin1' | 'utf16le';
  /** How EximPe's side wrote the Base64. */
  readonly base64?: (text: string) => string;
  /** What a shopper presses where the page does not go on by itself. */
  readonly press?: string;
}

const FIELDS = `<input type="hidden" name="PaReq" value="eJxVUttu2zAM/RXD7+vLpdg==">
<input type="hidden" name="MD" value="MD-0001+/=&amp;x"><input type="hidden" name="TermUrl" value="https://agg.example/return?a=1&amp;b=2">`;
const form = (attributes = 'name="acs" id="acs"', fields = FIELDS): string =>
  `<form ${attributes} action="{bank}" method="post">${fields}</form>`;
const SUBMIT = '<script>document.forms[0].submit()</script>';
const page = (body: string, head = '<meta charset="utf-8"><title>Redirecting</title>'): string =>
  `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;
const script = (code: string): string => `<script type="text/javascript">${code}</script>`;
/** A form and what its script does. */
const by = (code: string, attributes?: string): string => page(form(attributes) + script(code));
const many = (count: number): string =>
  Array.from({ length: count }, (_, index) => `<input type=hidden name="f${index}" value="${index * 7}">`).join('');
const lines76 = (text: string): string => text.replace(/.{76}/g, '$&\r\n');
const built = (charset: string): string =>
  page(
    script(
      `var f=document.createElement('form');f.method='post';f.action='{bank}';var i=document.createElement('input');i.type='hidden';i.name='PaReq';i.value='caf\u00e9';f.appendChild(i);document.body.appendChild(f);f.submit()`,
    ),
    `<meta charset="${charset}">`,
  );

const plain = (what: string, html: string, more: Partial<TemplateRow> = {}): TemplateRow => ({
  what,
  html,
  way: 'plain',
  ...more,
});
const opaque = (what: string, html: string, more: Partial<TemplateRow> = {}): TemplateRow => ({
  ...plain(what, html, more),
  way: 'opaque',
});

export const TEMPLATES: readonly TemplateRow[] = [
  // How the script submits.
  plain('a function on window.onload', by(`window.onload=function(){ document.forms['acs'].submit(); }`)),
  plain(
    'a named function called by the body',
    `<html><head>${script('function OnLoadEvent() { document.downloadForm.submit(); }')}</head><body onload="OnLoadEvent();">${form('name="downloadForm"')}</body></html>`,
  ),
  plain('a statement in the body’s handler', `<body onload="document.acs.submit()">${form()}`),
  plain('a handler written as an address', `<body onload="javascript:document.forms[0].submit();">${form()}`),
  plain('a variable', by('var f = document.forms["acs"];\nf.submit();')),
  plain('a function called at once', by('(function () { var f = document.getElementById("acs"); f.submit(); })();')),
  plain('a function behind a sign', by('!function(f){f.submit()}(document.getElementById("acs"))')),
  plain('a timer', by('setTimeout(function(){document.acs.submit()}, 50)')),
  plain('a timer with text', by(`window.setTimeout("document.forms['acs'].submit()", 50);`)),
  plain('a timer with a name', by('function go() { document.acs.submit() }\nsetTimeout(go, 20)')),
  plain('the prototype’s method', by('HTMLFormElement.prototype.submit.call(document.acs)')),
  plain(
    'the prototype’s method, past a field that is called submit',
    page(
      form('name="acs"', `${FIELDS}<input type=hidden name=submit value=1>`) +
        script('HTMLFormElement.prototype.submit.call(document.acs)'),
    ),
  ),
  plain('a request to submit', by('document.acs.requestSubmit()')),
  plain(
    'a click on a button without a name',
    page(
      form('name="acs"', `${FIELDS}<input type=submit id=go value=Go>`) +
        script('document.getElementById("go").click()'),
    ),
  ),
  plain(
    'a click on a button with a name, between fields',
    page(
      form(
        'name="acs"',
        `<input type=hidden name=a value=1><button id=go name=step value="on &amp; on">Go</button>${FIELDS}`,
      ) + script('document.getElementById("go").click()'),
    ),
  ),
  plain('a frame-buster in front', by('if (top != self) { top.location = self.location; }\ndocument.acs.submit();')),
  plain(
    'another frame-buster',
    by('if (self === top) { document.acs.submit() } else { top.location.href = self.location.href }'),
  ),
  plain('words to the console', by('console.log("going to the bank"); document.acs.submit()')),
  plain('an id that begins with a digit', by('document.getElementById("3dform").submit()', 'id="3dform"')),
  plain('a name that begins with a digit', by('document.forms["3DSecureForm"].submit()', 'name="3DSecureForm"')),
  plain('an element named in the window', by('acs.submit()', 'id="acs"')),
  plain('a listener for load', by('window.addEventListener("load", function () { document.acs.submit() }, false)')),
  plain(
    'a listener for the document',
    by('document.addEventListener("DOMContentLoaded", () => document.forms[0].submit())'),
  ),
  plain(
    'ready or not',
    by(
      'function go(){document.acs.submit()}\nif(document.readyState!=="loading")go();else document.addEventListener("DOMContentLoaded",go)',
    ),
  ),
  plain(
    'guards for old browsers',
    page(form() + '<script language="JavaScript">\n<!--\ndocument.acs.submit();\n//-->\n</script>'),
  ),
  plain(
    'guards of XHTML',
    page(form() + '<script type="text/javascript">//<![CDATA[\ndocument.acs.submit();\n//]]></script>'),
  ),
  plain(
    'strict and modern',
    by('"use strict"; const send = (f) => f.submit(); let f = document.querySelector("#acs"); f && send(f);'),
  ),
  plain('tries', by('try { document.acs.submit(); } catch (e) { document.write("Please press the button") }')),
  plain(
    'hides itself',
    by('document.body.style.display = "none"; document.title = "Please wait"; document.acs.submit();'),
  ),
  plain('functions that nobody calls', by('function track() { navigator.sendBeacon("/x") }\ndocument.acs.submit();')),
  plain(
    'handler and script both',
    `<body onload="document.acs.submit()">${form()}${script('window.onload = function(){ document.acs.submit() }')}`,
  ),
  // What stands around the form.
  plain('data beside it', page(form() + '<script type="application/json">{"eval":"(1)"}</script>' + SUBMIT)),
  plain(
    'scripts for nobody',
    page(`<!-- <script>alert(1)</script> --><noscript><img src="x" onerror="alert(1)"></noscript>${form()}${SUBMIT}`),
  ),
  plain(
    'a button for browsers without scripts',
    page(form('name="acs"', `${FIELDS}<noscript><input type=submit name=go value=Continue></noscript>`) + SUBMIT),
  ),
  plain(
    'pictures and styles',
    page(`<style>body{background:#eee}</style><center><h3>Do not refresh</h3></center>${form()}${SUBMIT}`),
  ),
  plain(
    'a form for the language in front',
    page(
      `<form name=lang action="{bank}/language"><select name=l><option>en</select></form>${form()}${script('document.acs.submit()')}`,
    ),
  ),
  plain(
    'a form in a form',
    page(`<form name="acs" action="{bank}" method="post"><form action="{bank}/inner">${FIELDS}</form></form>${SUBMIT}`),
  ),
  plain(
    'capitals',
    '<HTML><BODY ONLOAD="document.FORM1.submit()"><FORM NAME="FORM1" ACTION="{bank}" METHOD="POST"><INPUT TYPE="HIDDEN" NAME="PaReq" VALUE="A+b/=="></FORM></BODY></HTML>',
  ),
  plain('a target', page(form('name="acs" target="_self"') + SUBMIT)),
  plain('the window as a target', page(form('name="acs" target="_top"') + SUBMIT)),
  // Whose fields they are.
  plain(
    'cells around the fields',
    page(`<table><form name="acs" action="{bank}" method="post"><tr><td>${FIELDS}</td></tr></form></table>${SUBMIT}`),
  ),
  plain(
    'a block closed too early',
    page(`<div><form name="acs" action="{bank}" method="post"></div>${FIELDS}</form>${SUBMIT}`),
  ),
  plain(
    'fields outside the form',
    page(`<input type=hidden name=out value=1>${form()}<input type=hidden name=after value=1>${SUBMIT}`),
  ),
  plain(
    'fields that belong to it from elsewhere',
    page(`${form('id="acs"')}<input type=hidden name=late value=1 form="acs">${SUBMIT}`),
  ),
  plain(
    'fields that belong to another form',
    page(
      `<form id=other></form>${form('name=acs', `${FIELDS}<input type=hidden name=not value=1 form=other>`)}${script('document.acs.submit()')}`,
    ),
  ),
  plain(
    'disabled fields',
    page(
      form(
        'name=acs',
        `${FIELDS}<input name=off value=1 disabled><fieldset disabled><input name=off2 value=1></fieldset>`,
      ) + SUBMIT,
    ),
  ),
  plain(
    'choices',
    page(
      form(
        'name=acs',
        '<input type=checkbox name=a><input type=checkbox name=b checked><input type=radio name=c value=1><input type=radio name=c value=2 checked><select name=d><option>1<option selected value="two">2</select><select name=e multiple><option selected>x<option selected>y</select>',
      ) + SUBMIT,
    ),
  ),
  plain(
    'the same name three times',
    page(
      form(
        'name=acs',
        '<input type=hidden name=x value=1><input type=hidden name=x value=2><input type=hidden name=x value=1>',
      ) + SUBMIT,
    ),
  ),
  plain(
    'buttons that nobody pressed',
    page(
      form(
        'name=acs',
        `${FIELDS}<input type=submit name=s value=1><input type=image name=i alt=x><button name=b value=2>b</button><input type=reset name=r>`,
      ) + SUBMIT,
    ),
  ),
  plain('60 fields', page(form('name=acs', many(60)) + SUBMIT)),
  plain('200 fields', page(form('name=acs', many(200)) + SUBMIT)),
  // What is in them.
  plain(
    'text of many lines',
    page(
      form(
        'name=acs',
        '<textarea name=a>\n first\nsecond\r\nthird </textarea><input type=hidden name=b value="x&#10;y&#13;z">',
      ) + SUBMIT,
    ),
  ),
  plain(
    'spaces, signs and quotes',
    page(
      form(
        'name=acs',
        `<input type=hidden name="a b" value="  1 +2%20&quot;'&lt;&gt;&amp;amp; "><input type=hidden name=e value><input type=hidden name=n>`,
      ) + SUBMIT,
    ),
  ),
  plain(
    'many scripts of the world',
    page(form('name=acs', '<input type=hidden name="नाम" value="आशा मेनन ₹ 😀">') + SUBMIT),
  ),
  plain(
    'the direction of a field',
    page(form('name=acs', '<input type=text name=a value="مرحبا" dir=auto dirname=a.dir>') + SUBMIT),
  ),
  plain(
    'the encoding as a field',
    page(form('name=acs', '<input type=hidden name=_charset_ value=x><input type=hidden name=a value="é">') + SUBMIT),
  ),
  plain(
    'another encoding asked for',
    page(form('name=acs accept-charset="ISO-8859-1"', '<input type=hidden name=a value="café ₹">') + SUBMIT),
  ),
  plain(
    'a page in Latin 1',
    page(form('name=acs', '<input type=hidden name=a value="café">') + SUBMIT, '<meta charset="iso-8859-1">'),
    { encoding: 'latin1' },
  ),
  plain(
    'a page in ASCII that says Latin 1',
    page(
      form('name=acs', '<input type=hidden name=a value="caf&eacute; &#8377;">') + SUBMIT,
      '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
    ),
  ),
  plain(
    'a page in UTF-16',
    `\uFEFF${page(form('name=acs', '<input type=hidden name=a value="café ₹">') + SUBMIT, '')}`,
    { encoding: 'utf16le' },
  ),
  plain(
    'a page with a mark in front',
    `\uFEFF${page(form('name=acs', '<input type=hidden name=a value="café">') + SUBMIT, '')}`,
  ),
  // Where and how it goes.
  plain(
    'GET with a query in the address',
    page('<form name=acs action="{bank}?lost=1" method=get><input type=hidden name=a value="1 2"></form>' + SUBMIT),
  ),
  plain(
    'a query and a fragment',
    page(`<form name=acs action="{bank}?kept=1&amp;b=%20#part" method=post>${FIELDS}</form>${SUBMIT}`),
  ),
  plain(
    'an address with spaces around',
    page(`<form name=acs action="\n  {bank}  " method=post>${FIELDS}</form>${SUBMIT}`),
  ),
  plain(
    'a base',
    page(
      `<form name=acs action="acs/next" method=post>${FIELDS}</form>${SUBMIT}`,
      '<meta charset=utf-8><base href="{bank}/deep/page.html">',
    ),
  ),
  plain(
    'a path on a base',
    page(`<form name=acs action="/acs?x=1" method=post>${FIELDS}</form>${SUBMIT}`, '<base href="{bank}/deep/">'),
  ),
  plain(
    'several parts',
    page(`<form name=acs action="{bank}" method=post enctype="multipart/form-data">${FIELDS}</form>${SUBMIT}`),
  ),
  plain(
    'an encoding type that nobody knows',
    page(`<form name=acs action="{bank}" method=post enctype="application/json">${FIELDS}</form>${SUBMIT}`),
  ),
  plain(
    'a form sent as plain text',
    page(`<form name=acs action="{bank}" method=post enctype="text/plain">${FIELDS}</form>${SUBMIT}`),
  ),
  plain('a method that nobody knows', page(`<form name=acs action="{bank}" method=put>${FIELDS}</form>${SUBMIT}`)),
  plain('no method', page('<form name=acs action="{bank}"><input type=hidden name=a value=1></form>' + SUBMIT)),
  plain('Base64 in lines', by('document.acs.submit()'), { base64: lines76 }),
  plain('Base64 with a line end behind it', by('document.acs.submit()'), { base64: (text) => `${text}\n` }),
  plain('Base64 without padding', `${by('document.acs.submit()')} `, { base64: (text) => text.replace(/=+$/, '') }),
  // Made for a click.
  plain('a button without a name', page(form('name=acs', `${FIELDS}<input type=submit value=Continue>`)), {
    press: '[type=submit]',
  }),
  plain(
    'a button with a name',
    page(form('name=acs', `${FIELDS}<input type=submit name=proceed value="Yes, go on">`)),
    { press: '[type=submit]' },
  ),
  plain(
    'a button with a script',
    page(`${form()}<button type=button onclick="go()">Go</button>${script('function go(){ document.acs.submit() }')}`),
    { press: 'button' },
  ),
  // What has to run.
  opaque('a form built by its script', built('utf-8')),
  opaque('a form built by its script, in Latin 1', built('windows-1252'), { encoding: 'latin1' }),
  opaque(
    'a form that is written',
    page(
      script(
        `document.write('<form name="acs" action="{bank}" method="post"><input type="hidden" name="PaReq" value="x+y"></form>'); document.acs.submit();`,
      ),
    ),
  ),
  plain('a redirect of the page', page('Please wait', '<meta http-equiv="refresh" content="0;url={bank}?a=1">')),
  opaque('an address that is set', page(script('location.href = "{bank}?PaReq=x%2By"'))),
  opaque(
    'a value that is measured',
    page(
      form('name=acs', '<input type=hidden name=colorDepth>') +
        script('document.acs.colorDepth.value = screen.colorDepth; document.acs.submit()'),
    ),
  ),
  opaque(
    'fields that are counted',
    page(
      form() +
        script(
          'for (var i = 0; i < 3; i++) { var e = document.createElement("input"); e.type = "hidden"; e.name = "n" + i; e.value = i; document.acs.appendChild(e) } document.acs.submit()',
        ),
    ),
  ),
  opaque(
    'an address that is moved',
    page(form() + script('document.acs.action = document.acs.action + "/moved"; document.acs.submit()')),
  ),
];

export const bytesOf = ({ html, encoding = 'utf8' as never }: TemplateRow, bank: string): Buffer =>
  Buffer.from(html.replaceAll('{bank}', bank), encoding);
