// The Trusted Types policy of the one-file form: under a name of its own, and made when the first template is.
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
 * In place of lit's policy, which is made as soon as lit is loaded: where another lit on the page has made one already, the browser
 * refuses a second of the same name, and the form would never come to be.
 */
export function latePolicy(factory: PolicyFactory): Policy {
  let policy: Policy | undefined;
  return { createHTML: (html) => (policy ??= make(factory)).createHTML(html) };
}

/** A page that does not name the policy, and does not demand Trusted Types either, takes plain text. */
function make(factory: PolicyFactory): Policy {
  try {
    return factory.createPolicy(FORM_POLICY, RULES);
  } catch {
    return RULES;
  }
}
