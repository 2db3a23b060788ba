// Posts data as a form built by us. Nothing of the template's own markup is used.
import type { AcsForm } from './acs-form.ts';

/** @param target name of a frame of this page; without it, this window */
export function postForm({ action, method, enctype, charset, fields }: AcsForm, target = '_self'): void {
  const form = document.createElement('form');
  form.setAttribute('action', action);
  form.setAttribute('method', method);
  form.setAttribute('enctype', enctype);
  form.setAttribute('accept-charset', charset);
  form.setAttribute('target', target);
  form.hidden = true;
  for (const { name, value } of fields) {
    const input = document.createElement('input');
    input.setAttribute('type', 'hidden');
    input.setAttribute('name', name);
    input.setAttribute('value', value);
    form.append(input);
  }
  document.body.append(form);
  // A field may be called `submit`, and would then hide the method.
  HTMLFormElement.prototype.submit.call(form);
}
