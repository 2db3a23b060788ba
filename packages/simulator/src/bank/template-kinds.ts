// How banks, aggregators and their SDKs write the page that sends the shopper to the bank: one row for each way.
// `html` has another name here, because the formatter reformats `html` templates, and these must stay as they are.
import { html as markup, Html } from '../html.ts';

export interface AcsForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface TemplateKind {
  /** A phrase that follows “acs_template”. */
  readonly what: string;
  readonly page: (acs: AcsForm) => Html;
  /** Further fields, which must come back to the aggregator unchanged. */
  readonly fields?: Readonly<Record<string, string>>;
  /** These fields as they come back, if they change on the way. */
  readonly arrives?: Readonly<Record<string, string>>;
  /** Encoding of the page's bytes. Default UTF-8. */
  readonly encoding?: 'latin1' | 'utf16le';
  /** How the Base64 is written. */
  readonly base64?: (text: string) => string;
}

/** A value as script source that cannot end its script element. */
export const scriptLiteral = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const inputs = (fields: AcsForm['fields']): Html[] =>
  Object.entries(fields).map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`);

const form = ({ action, fields }: AcsForm, attributes = '', more?: Html): Html =>
  markup`<form name="payment_post" id="payment_post" action="${action}" method="post"${new Html(attributes)}>${inputs(fields)}${more}</form>`;

const script = (code: string): Html => new Html(`<script type="text/javascript">${code}</script>`);

/** A whole page: the form, then the code that submits it. */
const by =
  (code: string): TemplateKind['page'] =>
  (acs) =>
    markup`<html><body>${form(acs)}${script(code)}</body></html>`;

/** An address that contains the fields. */
export const linkOf = ({ action, fields }: AcsForm): string => `${action}?${new URLSearchParams(fields).toString()}`;

/** The script of the documents' sample, letter for letter. */
const ONLOAD_SUBMIT = new Html(`<script type='text/javascript'>
                            window.onload=function(){
                                document.forms['payment_post'].submit();
                            }
                        </script>`);
const SUBMIT = script('document.payment_post.submit()');

/** Fields that disturb code which reads a form by property names. */
const CLOBBERING = {
  submit: 'clobbered-submit',
  action: 'clobbered-action',
  URL: 'clobbered-URL',
  attributes: 'clobbered-attributes',
};

const MANY = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`field_${index}`, String(index * 7)]));

export const TEMPLATE_KINDS = {
  plain: { what: 'as in the documents', page: (acs) => markup`<html><body>${form(acs)}${ONLOAD_SUBMIT}</body></html>` },
  misnested: {
    what: 'is a misnested <table><form>',
    page: ({ action, fields }) =>
      markup`<html><body><table><form name="payment_post" id="payment_post" action="${action}" method="post"><tr><td>${inputs(fields)}</td></tr></form></table>${ONLOAD_SUBMIT}</body></html>`,
  },
  clobbering: {
    what: 'has fields named submit, action, URL, attributes',
    page: by(
      `window.onload=function(){HTMLFormElement.prototype.submit.call(document.getElementById('payment_post'))}`,
    ),
    fields: CLOBBERING,
  },
  'two-forms': {
    what: 'has two forms',
    page: (acs) =>
      markup`<html><body><form name="language" action="${acs.action}/language" method="get"><select name="lang"><option>en</option><option>hi</option></select></form>${form(acs)}${ONLOAD_SUBMIT}</body></html>`,
  },
  'script-built': {
    what: 'builds its form by script',
    page: ({ action, fields }) =>
      markup`<html><body>${script(`
window.onload = function () {
  var form = document.createElement('form');
  form.method = 'post';
  form.action = ${scriptLiteral(action)};
  var fields = ${scriptLiteral(fields)};
  for (var name in fields) {
    var input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = fields[name];
    form.appendChild(input);
  }
  document.body.appendChild(form);
  form.submit();
};
`)}</body></html>`,
  },
  'named-function': {
    what: 'submits by a function that its body calls',
    page: (acs) =>
      markup`<html><head>${script('function OnLoadEvent() { document.payment_post.submit(); }')}</head><body onload="OnLoadEvent();">${form(acs)}</body></html>`,
  },
  variable: { what: 'submits by a variable', page: by('var f = document.forms["payment_post"]; f.submit();') },
  'called-at-once': {
    what: 'submits by an immediately invoked function',
    page: by('(function () { var f = document.getElementById("payment_post"); f.submit(); })();'),
  },
  timer: { what: 'submits by a timer', page: by('setTimeout(function () { document.payment_post.submit() }, 100)') },
  'timer-text': {
    what: 'submits by a timer with code as a string',
    page: by(`setTimeout("document.forms['payment_post'].submit()", 100)`),
  },
  'request-submit': { what: 'submits by requestSubmit()', page: by('document.payment_post.requestSubmit()') },
  click: {
    what: 'clicks its own button, which has no name',
    page: (acs) =>
      markup`<html><body>${form(acs, '', markup`<input type="submit" id="go" value="Go">`)}${script('document.getElementById("go").click()')}</body></html>`,
  },
  button: {
    what: 'waits for a click on a button with a name',
    page: ({ action, fields: { proceed, ...fields } }) =>
      markup`<html><body>${form({ action, fields }, '', markup`<input type="submit" name="proceed" value="${proceed}">`)}</body></html>`,
    fields: { proceed: 'Yes, go on' },
  },
  'frame-buster': {
    what: 'breaks out of a frame before it submits',
    page: by('if (self !== top) { top.location = self.location; } document.payment_post.submit();'),
  },
  'digit-id': {
    what: 'has a form whose id begins with a digit',
    page: ({ action, fields }) =>
      markup`<html><body><form id="3DSecureForm" action="${action}" method="post">${inputs(fields)}</form>${script('document.getElementById("3DSecureForm").submit()')}</body></html>`,
  },
  'other-scripts': {
    what: 'has data, comments and a noscript around its script',
    page: (acs) =>
      markup`<html><head><script type="application/json">{"version":"2.2.0"}</script></head><body><!-- <script>x()</script> -->${form(acs, '', markup`<noscript><input type="submit" value="Continue"></noscript>`)}${script('console.log("3DS"); document.payment_post.submit();')}</body></html>`,
  },
  base: {
    what: 'has a base and a relative address',
    page: ({ action, fields }) => {
      const end = action.lastIndexOf('/') + 1;
      return markup`<html><head><base href="${action.slice(0, end)}"></head><body>${form({ action: action.slice(end), fields })}${SUBMIT}</body></html>`;
    },
  },
  'accept-charset': {
    what: 'asks for an encoding other than its own',
    page: (acs) => markup`<html><body>${form(acs, ' accept-charset="ISO-8859-1"')}${SUBMIT}</body></html>`,
    fields: { note: 'café' },
    arrives: { note: 'caf%E9' },
  },
  'odd-enctype': {
    what: 'names an enctype that no browser knows',
    page: (acs) => markup`<html><body>${form(acs, ' enctype="text/xml"')}${SUBMIT}</body></html>`,
  },
  'odd-method': {
    what: 'names a method that no browser knows',
    page: ({ action, fields }) =>
      markup`<html><body><form name="payment_post" action="${action}" method="send">${inputs(fields)}</form>${SUBMIT}</body></html>`,
  },
  'other-fields': {
    what: 'has fields of other forms inside and one of its own outside',
    page: ({ action, fields: { MD, ...fields } }) =>
      markup`<html><body><input type="hidden" name="PaReq" value="outside"><form id="other"></form>${form({ action, fields }, '', markup`<input type="hidden" name="TermUrl" value="another form’s" form="other">`)}<input type="hidden" name="MD" value="${MD}" form="payment_post">${SUBMIT}</body></html>`,
  },
  dirname: {
    what: 'sends the text direction of a field (dirname)',
    page: ({ action, fields: { note, 'note.dir': _direction, ...fields } }) =>
      markup`<html><body>${form({ action, fields }, '', markup`<input type="text" name="note" value="${note}" dirname="note.dir" dir="rtl">`)}${SUBMIT}</body></html>`,
    fields: { note: 'شکریہ', 'note.dir': 'rtl' },
  },
  'many-fields': { what: 'has 120 more fields', page: by('document.payment_post.submit()'), fields: MANY },
  latin1: {
    what: 'is in windows-1252',
    page: (acs) => markup`<html><head><meta charset="windows-1252"></head><body>${form(acs)}${SUBMIT}</body></html>`,
    fields: { note: 'café' },
    // Sent in the page's encoding, it is not valid UTF-8, and stays percent-encoded.
    arrives: { note: 'caf%E9' },
    encoding: 'latin1',
  },
  utf16: {
    what: 'is in UTF-16',
    page: (acs) => markup`\uFEFF<html><body>${form(acs)}${SUBMIT}</body></html>`,
    fields: { note: 'café ₹' },
    encoding: 'utf16le',
  },
  'base64-lines': {
    what: 'comes in lines of 76 characters',
    page: by('document.payment_post.submit()'),
    base64: (text) => text.replace(/.{76}/g, '$&\r\n'),
  },
  unpadded: {
    what: 'comes without Base64 padding',
    page(acs) {
      const { text } = by('document.payment_post.submit()')(acs);
      // Of a length that needs Base64 padding.
      return new Html(text.padEnd(text.length + ((4 - (text.length % 3)) % 3)));
    },
    base64: (text) => text.replace(/=+$/, ''),
  },
  'into-frame': {
    what: 'submits into a frame of its own',
    page: (acs) =>
      markup`<html><body>${form(acs, ' target="challengeFrame"')}<iframe name="challengeFrame" width="400" height="400"></iframe>${SUBMIT}</body></html>`,
  },
  'method-first': {
    what: 'inspects the browser in a hidden frame, then submits',
    page: (acs) =>
      markup`<html><body><iframe name="look" hidden></iframe><form name="method" action="${acs.action}/look" method="post" target="look"><input type="hidden" name="threeDSMethodData" value="eyJ9"></form>${form(acs)}${script('document.method.submit(); setTimeout(function () { document.payment_post.submit() }, 500)')}</body></html>`,
  },
  written: {
    what: 'writes its form by script',
    page: (acs) =>
      markup`<html><body>${script(`document.write(${scriptLiteral(form(acs).text)}); document.payment_post.submit();`)}</body></html>`,
  },
  redirect: {
    what: 'has no form and redirects by itself',
    page: (acs) =>
      markup`<html><head><meta http-equiv="refresh" content="0;url=${linkOf(acs)}"></head><body>Please wait</body></html>`,
  },
  location: {
    what: 'has no form and sets its own location',
    page: (acs) => markup`<html><body>${script(`location.href = ${scriptLiteral(linkOf(acs))}`)}</body></html>`,
  },
} as const satisfies Readonly<Record<string, TemplateKind>>;

export type TemplateName = keyof typeof TEMPLATE_KINDS;

export const templateKind = (name: TemplateName): TemplateKind => TEMPLATE_KINDS[name];
