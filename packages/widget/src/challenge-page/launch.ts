// Hands the shopper to the bank: template in, our own form out, posted in this very window.
import type { LaunchPageData, Refusal } from '@eximpe/contract';
import { readAcsForm } from './acs-form.ts';
import { readTemplate } from './acs-template.ts';
import { postForm } from './post-form.ts';
import { tellCheckout } from './tell-checkout.ts';

/** Templates that may still be right, only not simple. They are shown in an opaque origin, where their scripts may run. */
const NOT_PLAIN: readonly Refusal[] = ['no_form', 'not_one_plain_form'];

export function launch({ attempt, template, charset, rules, sandboxUrl, refusedUrl }: LaunchPageData): void {
  const { form, link, refusal } = readAcsForm(readTemplate(template), rules, charset);
  if (form) {
    tellCheckout(attempt, 'launched');
    return postForm(form);
  }
  if (link !== undefined) {
    tellCheckout(attempt, 'launched');
    return location.replace(link);
  }
  if (sandboxUrl !== null && NOT_PLAIN.includes(refusal)) {
    tellCheckout(attempt, 'launched');
    return location.replace(sandboxUrl);
  }
  location.replace(`${refusedUrl}?reason=${refusal}`);
}
