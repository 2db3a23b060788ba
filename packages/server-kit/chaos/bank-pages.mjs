// A shopper's browser at the bank: from the kit's launch page through aggregator and bank, and back to the shop.
import { call, postForm } from './http.mjs';

const ENTITIES = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
];
const unescape = (text) => ENTITIES.reduce((all, [from, to]) => all.replaceAll(from, to), text);
const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescape(found);
};

/** The last form of a page; undefined where there is none. */
function formOf(html) {
  const tag = [...html.matchAll(/<form[^>]*>/g)].at(-1)?.[0];
  if (!tag) return undefined;
  const fields = {};
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const name = attribute(input, 'name');
    if (name !== undefined) fields[name] = attribute(input, 'value') ?? '';
  }
  return { action: attribute(tag, 'action'), fields };
}

/** The bank's template in a launch page of the kit. */
function templateOf(html) {
  const json = /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1];
  return json === undefined ? undefined : JSON.parse(json).template;
}

/** Sends the last form of a page on, and resolves with the next page. */
async function onward(html, more = {}) {
  const form = formOf(html);
  if (!form?.action?.startsWith('http')) return '';
  return (await postForm(form.action, { ...form.fields, ...more })).text;
}

/**
 * @param answer what the shopper does at the bank: `{ do: 'confirm', otp }` or `{ do: 'cancel' }`
 * @returns the fields of the form that comes back to the shop; undefined where the way was broken off
 */
export async function payAtBank(launchUrl, answer) {
  const launch = await call(launchUrl);
  const template = launch.status === 200 ? templateOf(launch.text) : undefined;
  if (template === undefined) return undefined;
  const aggregator = await onward(template);
  const bank = await onward(aggregator);
  const bankForm = formOf(bank);
  if (!bankForm) return undefined;
  const decided = await postForm(new URL(bankForm.action, formOf(aggregator)?.action).href, {
    ...bankForm.fields,
    ...answer,
  });
  const back = await onward(await onward(decided.text));
  return formOf(back)?.fields;
}
