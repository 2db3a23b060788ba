// The rules a form must keep before we post it for the bank. Each broken rule has a name.
import type { AcsFormRules, Refusal } from '@eximpe/contract';
import type { AcsTemplate, TemplateField } from './acs-template.ts';

export interface AcsForm {
  readonly action: string;
  readonly method: 'get' | 'post';
  readonly enctype: string;
  readonly fields: readonly Pick<TemplateField, 'name' | 'value'>[];
}
export type Verdict =
  | { readonly form: AcsForm; readonly refusal?: never }
  | { readonly form?: never; readonly refusal: Refusal };

const LIMITS = { fields: 50, nameLength: 256, valueBytes: 64 * 1024 } as const;
const METHODS = ['get', 'post'] as const;
const URLENCODED = 'application/x-www-form-urlencoded';
const ENCTYPES = [URLENCODED, 'multipart/form-data'];

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;
/** The URL parser has already turned every spelling of an IPv4 address into four numbers. */
const IP_ADDRESS = /^(?:\d+(?:\.\d+){3}|\[.*\])$/;

const hostOf = (url: URL): string => url.hostname.replace(/\.$/, '');

/** A form that posts to the merchant would be a request forged past SameSite; cookies know hosts, not ports. */
function isOwn(url: URL, { ownOrigins }: AcsFormRules): boolean {
  const onThisMachine = LOOPBACK.test(hostOf(url));
  return ownOrigins.some((origin) => {
    if (!URL.canParse(origin)) return false;
    const own = new URL(origin);
    return onThisMachine ? own.host === url.host : hostOf(own) === hostOf(url);
  });
}

function refuseAction(written: string | null, rules: AcsFormRules): Refusal | URL {
  const action = (written ?? '').trim();
  if (action === '') return 'action_missing';
  if (!URL.canParse(action)) return 'action_not_absolute';
  const url = new URL(action);
  const host = hostOf(url);
  const isLoopback = LOOPBACK.test(host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) return 'action_not_https';
  if (url.username !== '' || url.password !== '') return 'action_has_credentials';
  if (isOwn(url, rules)) return 'action_is_own_origin';
  if (isLoopback && !rules.allowLoopbackHttp) return 'action_is_loopback';
  if (IP_ADDRESS.test(host) && !isLoopback) return 'action_is_ip_address';
  const { acsHosts } = rules;
  const isListed = acsHosts === null || acsHosts.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  return isListed ? url : 'action_host_not_allowed';
}

function refuseFields(fields: readonly TemplateField[]): Refusal | undefined {
  const bytes = new TextEncoder();
  if (fields.some(({ isFile }) => isFile)) return 'file_input';
  if (fields.length > LIMITS.fields) return 'too_many_fields';
  if (fields.some(({ name }) => name.length > LIMITS.nameLength)) return 'field_name_too_long';
  if (fields.some(({ value }) => bytes.encode(value).length > LIMITS.valueBytes)) return 'field_value_too_long';
  return undefined;
}

export function readAcsForm({ forms, fields, doesMore }: AcsTemplate, rules: AcsFormRules): Verdict {
  const [form] = forms;
  if (!form) return { refusal: 'no_form' };
  if (forms.length > 1 || doesMore) return { refusal: 'not_one_plain_form' };
  const action = refuseAction(form.action, rules);
  if (typeof action === 'string') return { refusal: action };
  const method = METHODS.find((known) => known === (form.method || 'get').toLowerCase());
  if (!method) return { refusal: 'method_not_allowed' };
  const enctype = (form.enctype || URLENCODED).toLowerCase();
  if (!ENCTYPES.includes(enctype)) return { refusal: 'enctype_not_allowed' };
  const refusal = refuseFields(fields);
  if (refusal) return { refusal };
  return { form: { action: action.href, method, enctype, fields: fields.map(({ name, value }) => ({ name, value })) } };
}
