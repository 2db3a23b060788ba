// The name of the form's Trusted Types policy, which a page's `trusted-types` directive must allow.

/** The policy of the one-file form. In a shop's own bundle it is lit's policy, `lit-html`. */
export const FORM_POLICY = 'eximpe-card-form';
