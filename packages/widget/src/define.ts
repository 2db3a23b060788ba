// Registers <eximpe-card-form>. Safe to load twice, and on a server, where there are no elements.
import { EximpeCardForm } from './element/card-form-element.ts';
import { isTooOld, tellTooOld } from './too-old.ts';

export * from './index.ts';

if (typeof customElements !== 'undefined' && !customElements.get('eximpe-card-form')) {
  if (isTooOld()) tellTooOld();
  else customElements.define('eximpe-card-form', EximpeCardForm);
}
