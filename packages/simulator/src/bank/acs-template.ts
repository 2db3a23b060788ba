// The `acs_template`: Base64 of an HTML page that posts the challenge to the aggregator, in the documents' form and in others.
import type { Challenge } from '../book/order.ts';
import type { Course } from '../scenarios.ts';
// Under another name, because the formatter lays out `html` templates and these have to stay as they are.
import { html as markup, Html } from '../html.ts';

/** Fields that get in the way of code which reads a form by property names. */
export const CLOBBERING_FIELDS = {
  submit: 'clobbered-submit',
  action: 'clobbered-action',
  URL: 'clobbered-URL',
  attributes: 'clobbered-attributes',
} as const;

export interface AcsForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export function acsForm(challenge: Challenge, aggregatorUrl: string): AcsForm {
  const base = `${aggregatorUrl}/${challenge.merchantHash}`;
  return {
    action: `${base}/threeDSecure/method`,
    fields: {
      PaReq: challenge.paReq,
      MD: challenge.md,
      TermUrl: `${base}/CommonPgResponseHandler`,
      ...challenge.extraFields,
    },
  };
}

const inputs = (fields: AcsForm['fields']): Html[] =>
  Object.entries(fields).map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`);

/** Letter for letter the script of the documents' sample. */
const ONLOAD_SUBMIT = new Html(`<script type='text/javascript'>
                            window.onload=function(){
                                document.forms['payment_post'].submit();
                            }
                        </script>`);

const CALL_SUBMIT = new Html(
  `<script>window.onload=function(){HTMLFormElement.prototype.submit.call(document.getElementById('payment_post'))}</script>`,
);

const form = ({ action, fields }: AcsForm): Html =>
  markup`<form name="payment_post" id="payment_post" action="${action}" method="post">${inputs(fields)}</form>`;

const TEMPLATES: Readonly<Record<Course['template'], (acs: AcsForm) => Html>> = {
  plain: (acs) => markup`<html><body>${form(acs)}${ONLOAD_SUBMIT}</body></html>`,
  misnested: ({ action, fields }) =>
    markup`<html><body><table><form name="payment_post" id="payment_post" action="${action}" method="post"><tr><td>${inputs(fields)}</td></tr></form></table>${ONLOAD_SUBMIT}</body></html>`,
  clobbering: (acs) => markup`<html><body>${form(acs)}${CALL_SUBMIT}</body></html>`,
  'two-forms': (acs) =>
    markup`<html><body><form name="language" action="${acs.action}/language" method="get"><select name="lang"><option>en</option><option>hi</option></select></form>${form(acs)}${ONLOAD_SUBMIT}</body></html>`,
  'script-built': ({ action, fields }) =>
    markup`<html><body><script>
window.onload = function () {
  var form = document.createElement('form');
  form.method = 'post';
  form.action = ${new Html(scriptLiteral(action))};
  var fields = ${new Html(scriptLiteral(fields))};
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
</script></body></html>`,
};

/** A value as script source that cannot end its script element. */
export const scriptLiteral = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

export function acsTemplate(acs: AcsForm, kind: Course['template']): string {
  return Buffer.from(TEMPLATES[kind](acs).text, 'utf8').toString('base64');
}
