// The form's Trusted Types policy, by its name: what a page's `trusted-types` directive has to allow.

/** Of the one-file form. In a shop's own bundle it is lit's, `lit-html`. */
export const FORM_POLICY = 'eximpe-card-form';
