// What to tell EximPe when its page for the bank can't be shown: the broken rule, in words.
import type { Refusal } from '@eximpe/contract';

const BROKEN: Readonly<Record<Refusal, string>> = {
  not_base64: 'is not Base64',
  not_text: 'is not text',
  not_read: "could not be read in the shopper's browser",
  too_large: 'is larger than 256 KB',
  no_form: 'has no form',
  not_one_plain_form: 'does more than submit one form',
  action_missing: 'has a form without an address',
  action_not_absolute: 'has a form whose address is not absolute',
  action_not_https: 'has a form whose address is not HTTPS',
  action_has_credentials: 'has a form with a user name or password in its address',
  action_is_ip_address: 'leads to an IP address',
  action_is_loopback: "leads to the shopper's own machine",
  action_is_private: "leads to a name on the shopper's own network",
  action_is_own_origin: "has a form that posts to the shop's own site",
  action_host_not_allowed: 'has a form that posts to a host outside acsHosts',
  method_not_allowed: 'has a form whose method sends nothing',
  too_many_fields: 'has a form with more than 200 fields',
  field_name_too_long: 'has a field with a name of more than 256 letters',
  field_value_too_long: 'has a field of more than 64 KB',
  fields_too_large: 'has fields of more than 128 KB together',
  file_input: 'has a file field',
};

/** A sentence to send to EximPe's support; it holds no part of the page itself. */
export const refusalReport = (orderId: string | null, reason: Refusal): string =>
  `Report to EximPe: the page for the bank that came with order ${orderId ?? '(not known)'} ${BROKEN[reason]} (rule ${reason}), so the shopper could not be sent to the bank.`;
