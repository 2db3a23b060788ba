// Sends the shopper to the bank: reads the template, and posts our own form in this window.
import { IN_DIALOG } from '@eximpe/contract/page-data';
import type { LaunchPageData } from '@eximpe/contract';
import { mayRun, readAcsForm, type AcsForm } from './acs-form.ts';
import { loadPart } from '../load-part.ts';
import { readTemplate, type AcsTemplate, type Sanitizer } from './acs-template.ts';
import { postForm } from './post-form.ts';
import { tellCheckout } from './tell-checkout.ts';

export async function launch(data: LaunchPageData): Promise<void> {
  const { attempt, template, charset, rules, scriptedUrl, refusedUrl } = data;
  const { text, encoding } = decode(template, charset);
  const { form, before, link, refusal } = readAcsForm(await read(text), rules, encoding);
  if (form) {
    tellCheckout(attempt, 'launched');
    return before ? postFirst(before, form) : postForm(form);
  }
  if (link !== undefined) {
    tellCheckout(attempt, 'launched');
    return location.replace(link);
  }
  if (scriptedUrl === null || !mayRun(refusal)) return location.replace(`${refusedUrl}&reason=${refusal}`);
  // A frame shares the checkout's process, which an endless script would block, and it confines a page that is meant for the whole window.
  if (new URLSearchParams(location.search).has(IN_DIALOG)) return tellCheckout(attempt, 'window_needed');
  tellCheckout(attempt, 'launched');
  location.replace(scriptedUrl);
}

/** The sanitizer is larger than the rest of this page, and most pages of banks do not need it. */
async function read(template: string): Promise<AcsTemplate> {
  const first = readTemplate(template);
  return first.isInQuestion ? readTemplate(template, await loadPart<Sanitizer>('./parts/sanitized.js')) : first;
}

/** @param bytes as characters; if no browser knows the label, they are read as windows-1252, the most common encoding */
function decode(bytes: string, label: string): { text: string; encoding: string } {
  let decoder = new TextDecoder('windows-1252');
  try {
    decoder = new TextDecoder(label);
  } catch {
    // No browser knows this encoding.
  }
  return { text: decoder.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))), encoding: decoder.encoding };
}

/** From EMV 3-D Secure: a bank that has not inspected the browser within this time goes on without it. */
const LOOKED_WITHIN_MS = 10_000;
/** The answer keeps its own origin in the frame, and may not navigate this window. */
const SANDBOX = 'allow-scripts allow-forms allow-same-origin';

/** The 3DS Method, posted into a hidden frame. The form follows when the page's own timer says so, or else when the frame has loaded an answer. */
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
  // Before the answer the frame is blank, and has our origin.
  frame.addEventListener('load', () => {
    if (form.afterMs === 0 && frame.contentDocument === null) goOn();
  });
  postForm(step, frame.name);
}
