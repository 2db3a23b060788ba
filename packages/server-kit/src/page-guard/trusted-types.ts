// Whether a page's Content-Security-Policy lets the form make its Trusted Types policy; pure.
import { FORM_POLICY } from '@eximpe/contract';

/** In a shop's own bundle, the form uses the bundle's copy of lit. */
const LIT_POLICY = 'lit-html';

/**
 * @param header the page's Content-Security-Policy: one or more policies, with a comma between them
 * @param isOneFile whether the page has the form as `card-form.js`, and not in a bundle of its own
 * @returns what the merchant has to correct, or null
 */
export function trustedTypesTrouble(header: string, isOneFile: boolean): string | null {
  const directives = header.split(/[;,]/).map((directive) => {
    const [name = '', ...values] = directive.trim().split(/\s+/);
    return [name.toLowerCase(), ...values];
  });
  // When no policy demands Trusted Types, the form needs none.
  if (!directives.some(([name]) => name === 'require-trusted-types-for')) return null;
  const fitting = isOneFile ? [FORM_POLICY] : [FORM_POLICY, LIT_POLICY];
  const allows = ([, ...names]: string[]): boolean =>
    names.includes('*') || fitting.some((name) => names.includes(name));
  // Without a `trusted-types` directive every name is allowed; with several policies, each must allow it.
  if (directives.filter(([name]) => name === 'trusted-types').every(allows)) return null;
  return `keeps the card form from starting: trusted-types must name ${
    isOneFile ? FORM_POLICY : `${FORM_POLICY} (card-form.js) or ${LIT_POLICY} (a bundle of your own)`
  }`;
}
