// Registers <eximpe-card-form>. Safe to load twice, and on a server, where there are no elements.
import { EximpeCardForm } from './element/card-form-element.ts';

export * from './index.ts';

if (typeof customElements !== 'undefined' && !customElements.get('eximpe-card-form')) {
  customElements.define('eximpe-card-form', EximpeCardForm);
}
