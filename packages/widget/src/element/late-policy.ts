// The Trusted Types policy of the one-file form: it has its own name, and is made together with the first template.
import { FORM_POLICY } from '@eximpe/contract/trusted-types';

interface Policy {
  createHTML(html: string): unknown;
}
interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

/** The templates are the form's own constants; values never become markup. */
const RULES: Policy = { createHTML: (html) => html };

/**
 * Replaces lit's policy, which is made as soon as lit loads: if another lit on the page has already made one, the browser
 * refuses a second policy of the same name, and the form would never be defined.
 */
export function latePolicy(factory: PolicyFactory): Policy {
  let policy: Policy | undefined;
  return { createHTML: (html) => (policy ??= make(factory)).createHTML(html) };
}

/** A page that neither names the policy nor demands Trusted Types accepts plain text. */
function make(factory: PolicyFactory): Policy {
  try {
    return factory.createPolicy(FORM_POLICY, RULES);
  } catch {
    return RULES;
  }
}
