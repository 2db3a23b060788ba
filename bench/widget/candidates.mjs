// The forms that are compared, one row each.

/**
 * `field`: selectors from the document to the card number, each next one in the shadow root of the one before.
 * `typed`: false where the number is typed in another site's frame, which is out of reach here.
 */
export const CANDIDATES = [
  { name: 'bare Lit (floor)', folder: 'lit', field: ['bare-card-form', '[name=cc-number]'], typed: true },
  { name: 'eximpe-card-form', folder: null, field: ['eximpe-card-form', '[name=cc-number]'], typed: true },
  { name: 'Shoelace inputs', folder: 'shoelace', field: ['sl-input[name=cc-number]', 'input'], typed: true },
  { name: 'React by hand', folder: 'react', field: ['#number'], typed: true },
  { name: 'Adyen Card (outer)', folder: 'adyen', field: ['input[name=holderName]'], typed: false },
];

export const FLOOR = 'bare Lit (floor)';
export const OURS = 'eximpe-card-form';
export const REACT = 'React by hand';
