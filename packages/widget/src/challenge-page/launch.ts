// Hands the shopper to the bank: template in, our own form out, posted in this very window.
import { IN_DIALOG } from '@eximpe/contract/page-data';
import type { LaunchPageData, Refusal } from '@eximpe/contract';
import { readAcsForm, type AcsForm } from './acs-form.ts';
import { readTemplate } from './acs-template.ts';
import { postForm } from './post-form.ts';
import { tellCheckout } from './tell-checkout.ts';

/** Templates that may still be right, only not simple. They are shown as they came, in an origin that is not the shop's. */
const NOT_PLAIN: readonly Refusal[] = ['no_form', 'not_one_plain_form'];

export function launch({ attempt, template, charset, rules, scriptedUrl, refusedUrl }: LaunchPageData): void {
  const { form, before, link, refusal } = readAcsForm(readTemplate(template), rules, charset);
  if (form) {
    tellCheckout(attempt, 'launched');
    return before ? postFirst(before, form) : postForm(form);
  }
  if (link !== undefined) {
    tellCheckout(attempt, 'launched');
    return location.replace(link);
  }
  if (scriptedUrl === null || !NOT_PLAIN.includes(refusal)) return location.replace(`${refusedUrl}&reason=${refusal}`);
  // A frame shares the checkout's process, which an endless script would stop, and holds what is meant for the whole window.
  if (new URLSearchParams(location.search).has(IN_DIALOG)) return tellCheckout(attempt, 'window_needed');
  tellCheckout(attempt, 'launched');
  location.replace(scriptedUrl);
}

/** As EMV 3-D Secure has it: a bank that has not looked at the browser by then does without. */
const LOOKED_WITHIN_MS = 10_000;
/** The answer has its own origin in the frame, and may not take this window along. */
const SANDBOX = 'allow-scripts allow-forms allow-same-origin';

/** The 3DS Method: posted into a hidden frame. The form follows when the page's own timer says so, or else when the frame has answered. */
function postFirst(step: AcsForm, form: AcsForm): void {
  const frame = document.createElement('iframe');
  frame.name = 'eximpe-first-step';
  frame.hidden = true;
  frame.setAttribute('sandbox', SANDBOX);
  document.body.append(frame);
  let isPosted = false;
  const goOn = (): void => {
    if (!isPosted) postForm(form);
    isPosted = true;
  };
  setTimeout(goOn, Math.min(form.afterMs || LOOKED_WITHIN_MS, LOOKED_WITHIN_MS));
  // Before the answer the frame is blank, and ours.
  frame.addEventListener('load', () => {
    if (form.afterMs === 0 && frame.contentDocument === null) goOn();
  });
  postForm(step, frame.name);
}
