// The rules that a form must obey before we post it to the bank. Each broken rule has a name.
import type { AcsFormRules, Refusal } from '@eximpe/contract';
import { parseUrl } from '../url.ts';
import { isListed, isLoopback, isOwn, refuseReach } from './bank-hosts.ts';
import type { AcsTemplate, TemplateField, TemplateForm } from './acs-template.ts';

export interface AcsForm {
  readonly action: string;
  readonly method: 'get' | 'post';
  readonly enctype: string;
  /** Encodings in which it may be sent, as in `accept-charset`. */
  readonly charset: string;
  /** When the page's own script would submit it, in milliseconds. */
  readonly afterMs: number;
  readonly fields: readonly Pick<TemplateField, 'name' | 'value'>[];
}
export type Verdict =
  | { readonly form: AcsForm; readonly before?: AcsForm; readonly link?: never; readonly refusal?: never }
  | { readonly form?: never; readonly before?: never; readonly link: string; readonly refusal?: never }
  | { readonly form?: never; readonly before?: never; readonly link?: never; readonly refusal: Refusal };

const LIMITS = { fields: 200, nameLength: 256, valueBytes: 64 * 1024, bytes: 128 * 1024 } as const;
const URLENCODED = 'application/x-www-form-urlencoded';
const ENCTYPES = [URLENCODED, 'multipart/form-data', 'text/plain'];
/** Refusals of templates that may be right, but are not simple. */
const NOT_PLAIN: readonly Refusal[] = [
  'no_form',
  'not_one_plain_form',
  'file_input',
  'too_many_fields',
  'field_name_too_long',
  'field_value_too_long',
  'fields_too_large',
];
/** Replaces the address of a template's page, which has none of its own. */
const NOWHERE = 'https://nowhere.invalid/';

/** The address as a browser resolves it; undefined if that needs the address of the page itself. */
function resolve(action: string, base: string | null): URL | undefined {
  const written = parseUrl(base ?? '', NOWHERE);
  const url = parseUrl(action, written && /^https?:$/.test(written.protocol) ? written : NOWHERE);
  return url?.hostname === new URL(NOWHERE).hostname ? undefined : url;
}

function refuseAction(written: string | null, base: string | null, rules: AcsFormRules): Refusal | URL {
  const action = (written ?? '').trim();
  if (action === '') return 'action_missing';
  const url = resolve(action, base);
  if (!url) return 'action_not_absolute';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) return 'action_not_https';
  if (url.username !== '' || url.password !== '') return 'action_has_credentials';
  if (isOwn(url, rules)) return 'action_is_own_origin';
  return refuseReach(url, rules) ?? (isListed(url, rules) ? url : 'action_host_not_allowed');
}

function refuseFields(fields: readonly TemplateField[]): Refusal | undefined {
  const bytes = new TextEncoder();
  const sizes = fields.map(({ value }) => bytes.encode(value).length);
  if (fields.some(({ isFile }) => isFile)) return 'file_input';
  if (fields.length > LIMITS.fields) return 'too_many_fields';
  if (fields.some(({ name }) => name.length > LIMITS.nameLength)) return 'field_name_too_long';
  if (sizes.some((size) => size > LIMITS.valueBytes)) return 'field_value_too_long';
  return sizes.reduce((sum, size) => sum + size, 0) > LIMITS.bytes ? 'fields_too_large' : undefined;
}

/** Whether a template with this refusal may be shown unchanged, on an origin that is not the shop's. */
export const mayRun = (refusal: Refusal): boolean => NOT_PLAIN.includes(refusal);

/** @param charset the encoding of the template, in which a browser would send its form */
export function readAcsForm(template: AcsTemplate, rules: AcsFormRules, charset = 'utf-8'): Verdict {
  const { hasForm, form, before, link, base } = template;
  // Other templates may be shown unchanged. Nobody can know what they build at run time; the addresses they name must obey the rules.
  const refuse = (broken: Refusal): Verdict => ({
    refusal: (mayRun(broken) ? refuseNamed(template, rules) : undefined) ?? broken,
  });
  if (link !== undefined) {
    const address = refuseAction(link, base, rules);
    return typeof address === 'string' ? refuse(address) : { link: address.href };
  }
  if (!form) return refuse(hasForm ? 'not_one_plain_form' : 'no_form');
  const [first, main] = [before && judge(before, base, rules, charset), judge(form, base, rules, charset)];
  if (typeof first === 'string') return refuse(first);
  return typeof main === 'string' ? refuse(main) : { form: main, ...(first ? { before: first } : {}) };
}

/** Refuses a page that has to run if it names an address on the shopper's own machine or network, or has a form that posts to the shop. */
function refuseNamed({ actions, addresses, base }: AcsTemplate, rules: AcsFormRules): Refusal | undefined {
  const whole = (named: readonly string[]): readonly URL[] =>
    named.map((address) => resolve(address.trim(), base)).filter((url) => url !== undefined);
  // In other places a page may name the shop: as the address to which the shopper returns.
  if (whole(actions).some((url) => isOwn(url, rules))) return 'action_is_own_origin';
  return whole(addresses)
    .map((url) => refuseReach(url, rules))
    .find((refusal) => refusal !== undefined);
}

function judge(form: TemplateForm, base: string | null, rules: AcsFormRules, charset: string): AcsForm | Refusal {
  const action = refuseAction(form.action, base, rules);
  if (typeof action === 'string') return action;
  // An unknown method or encoding means the default, as in HTML.
  const written = form.method?.toLowerCase();
  if (written === 'dialog') return 'method_not_allowed';
  // Browsers write a query in the encoding of its page, and our page has another encoding.
  if (charset !== 'utf-8' && /\?.*[^\0-\x7F]/s.test(form.action ?? '')) return 'not_one_plain_form';
  const enctype = ENCTYPES.find((known) => known === form.enctype?.toLowerCase()) ?? URLENCODED;
  const refusal = refuseFields(form.fields);
  if (refusal) return refusal;
  return {
    action: action.href,
    method: written === 'post' ? 'post' : 'get',
    enctype,
    charset: form.charset || charset,
    afterMs: form.afterMs,
    fields: form.fields.map(({ name, value }) => ({ name, value })),
  };
}
