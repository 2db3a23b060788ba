// Registers <eximpe-card-form>. It is safe to load twice, and on a server, which has no custom elements.
import { EximpeCardForm } from './element/card-form-element.ts';
import { isTooOld, tellTooOld } from './too-old.ts';

export * from './index.ts';

if (typeof customElements !== 'undefined' && !customElements.get('eximpe-card-form')) {
  if (isTooOld()) tellTooOld();
  else customElements.define('eximpe-card-form', EximpeCardForm);
}
