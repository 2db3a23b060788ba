// A second check of the bank's markup, by a well-kept library: a form that DOMPurify removes is not a plain form.
import DOMPurify from 'dompurify';
import type { Config } from 'dompurify';

const MARK = 'data-eximpe';

/**
 * Each line undoes a default that would change a bank's data: DOMPurify drops common field names as “clobbering” (`SANITIZE_DOM`)
 * and values that hold markup as suspicious (`SAFE_FOR_XML`). Both are safe to undo, since the result is only read.
 */
const READ_ONLY: Config & { RETURN_DOM: true } = {
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
  SANITIZE_DOM: false,
  SAFE_FOR_XML: false,
  ADD_ATTR: [MARK],
};

/** Whether DOMPurify keeps the form. It checks a copy; the form itself stays as the bank wrote it. */
export default function survives(form: HTMLFormElement): boolean {
  const page = form.ownerDocument;
  Element.prototype.setAttribute.call(form, MARK, '');
  const copy = Document.prototype.querySelector.call(page, ':root')?.cloneNode(true);
  Element.prototype.removeAttribute.call(form, MARK);
  if (!(copy instanceof Element)) return false;
  // A field called `attributes`, for example, would hide what DOMPurify reads.
  for (const element of copy.querySelectorAll('[name],[id],[form]'))
    for (const name of ['name', 'id', 'form']) Element.prototype.removeAttribute.call(element, name);
  const clean = DOMPurify.sanitize(copy, READ_ONLY);
  return clean.querySelectorAll(`form[${MARK}]`).length === 1;
}
