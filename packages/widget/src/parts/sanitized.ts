// A second judge of the bank's markup, well kept and not ours: a form that DOMPurify takes out is no plain form.
import DOMPurify from 'dompurify';
import type { Config } from 'dompurify';

const MARK = 'data-eximpe';

/**
 * Each line undoes a default that would change a bank's data: common field names are dropped as “clobbering” (`SANITIZE_DOM`)
 * and values that hold markup as suspicious (`SAFE_FOR_XML`). Both are safe to undo, since the result is only looked at.
 */
const READ_ONLY: Config & { RETURN_DOM: true } = {
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
  SANITIZE_DOM: false,
  SAFE_FOR_XML: false,
  ADD_ATTR: [MARK],
};

/** Whether the form is left in. Looks at a copy; the form itself stays as the bank wrote it. */
export default function survives(form: HTMLFormElement): boolean {
  const page = form.ownerDocument;
  Element.prototype.setAttribute.call(form, MARK, '');
  const copy = Document.prototype.querySelector.call(page, ':root')?.cloneNode(true);
  Element.prototype.removeAttribute.call(form, MARK);
  if (!(copy instanceof Element)) return false;
  // A field called `attributes`, say, would stand in front of what DOMPurify looks at.
  for (const element of copy.querySelectorAll('[name],[id],[form]'))
    for (const name of ['name', 'id', 'form']) Element.prototype.removeAttribute.call(element, name);
  const clean = DOMPurify.sanitize(copy, READ_ONLY);
  return clean.querySelectorAll(`form[${MARK}]`).length === 1;
}
