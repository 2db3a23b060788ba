// Reads the bank's template as data. It is parsed in inert documents only: nothing in it runs, loads or is shown.
import DOMPurify from 'dompurify';
import type { Config } from 'dompurify';
import { onlySubmits } from './only-submits.ts';

export interface TemplateField {
  readonly name: string;
  readonly value: string;
  readonly isFile: boolean;
}

export interface TemplateForm {
  /** Attributes as written; null when missing. */
  readonly action: string | null;
  readonly method: string | null;
  readonly enctype: string | null;
}

/** What a template says, whatever it looks like. */
export interface AcsTemplate {
  readonly forms: readonly TemplateForm[];
  /** Controls a browser would send, of the whole document: `<table><form><tr>` markup loses their form. */
  readonly fields: readonly TemplateField[];
  /** Something in it does more than show and submit a form: another script, a frame, a redirect. */
  readonly doesMore: boolean;
}

const MARK = 'data-eximpe';
const CONTROLS = 'input,select,textarea';
/** Input types that `form.submit()` does not send. */
const UNSENT = ['submit', 'button', 'image', 'reset'];
/** Elements that bring in something of their own. */
const ACTIVE = ['IFRAME', 'FRAME', 'OBJECT', 'EMBED', 'APPLET', 'PORTAL'];

/**
 * Each line undoes a default that would change a bank's data: common field names are dropped as “clobbering” (`SANITIZE_DOM`)
 * and values that hold markup as suspicious (`SAFE_FOR_XML`). Both are safe to undo, since the result is only read.
 */
const READ_ONLY: Config & { RETURN_DOM: true } = {
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
  SANITIZE_DOM: false,
  SAFE_FOR_XML: false,
  ADD_ATTR: [MARK],
};

/** Through the prototypes: a field or form of that name would stand in front of the method. */
const attribute = (element: Element, name: string): string | null => Element.prototype.getAttribute.call(element, name);
const isShown = (element: Element): boolean => Element.prototype.closest.call(element, 'noscript') === null;
const mark = (element: Element, index: number): void =>
  Element.prototype.setAttribute.call(element, MARK, String(index));
const unname = (element: Element): void =>
  ['name', 'id', 'form'].forEach((name) => Element.prototype.removeAttribute.call(element, name));

const formOf = (form: Element): TemplateForm => ({
  action: attribute(form, 'action'),
  method: attribute(form, 'method'),
  enctype: attribute(form, 'enctype'),
});

function fieldsOf(control: Element): readonly TemplateField[] {
  const name = attribute(control, 'name') ?? '';
  if (name === '' || control.matches(':disabled')) return [];
  const field = (value: string, isFile = false): TemplateField => ({ name, value, isFile });
  if (control instanceof HTMLSelectElement) {
    return [...control.options]
      .filter(({ selected, disabled }) => selected && !disabled)
      .map(({ value }) => field(value));
  }
  if (control instanceof HTMLTextAreaElement) return [field(control.value)];
  if (!(control instanceof HTMLInputElement) || UNSENT.includes(control.type)) return [];
  const isChoice = control.type === 'checkbox' || control.type === 'radio';
  return isChoice && !control.checked ? [] : [field(control.value, control.type === 'file')];
}

/** Whether what DOMPurify took out was more than the usual “submit me” script. */
function didMore(removed: typeof DOMPurify.removed, names: readonly string[]): boolean {
  return removed.some((entry) => {
    if ('attribute' in entry) {
      const { attribute: taken } = entry;
      return taken !== null && /^on/i.test(taken.name) && !onlySubmits(taken.value, names);
    }
    const { element } = entry;
    if (!(element instanceof Element)) return false;
    if (/^script$/i.test(element.nodeName))
      return attribute(element, 'src') !== null || !onlySubmits(element.textContent, names);
    const refreshes = element.nodeName === 'META' && /refresh/i.test(attribute(element, 'http-equiv') ?? '');
    return refreshes || ACTIVE.includes(element.nodeName);
  });
}

export function readTemplate(template: string): AcsTemplate {
  const inert = new DOMParser().parseFromString(template, 'text/html');
  const root = Document.prototype.querySelector.call(inert, ':root') ?? inert.createElement('html');
  const elements = [...root.querySelectorAll(`form,${CONTROLS}`)].filter(isShown);
  const names = [...root.querySelectorAll('form')].flatMap((form) => [attribute(form, 'name'), attribute(form, 'id')]);
  const read = elements.map((element) =>
    element instanceof HTMLFormElement ? { form: formOf(element) } : { fields: fieldsOf(element) },
  );
  // What they are called is known by now; left in place it would clobber the form that DOMPurify is to look at.
  elements.forEach(mark);
  root.querySelectorAll('[name],[id],[form]').forEach(unname);

  const clean = DOMPurify.sanitize(root, READ_ONLY) as Element;
  const kept = [...clean.querySelectorAll(`[${MARK}]`)].map((element) => read[Number(attribute(element, MARK))]);
  return {
    forms: kept.flatMap((one) => (one && 'form' in one ? [one.form] : [])),
    fields: kept.flatMap((one) => (one && 'fields' in one ? one.fields : [])),
    doesMore: didMore(
      DOMPurify.removed,
      names.filter((name) => name !== null),
    ),
  };
}
