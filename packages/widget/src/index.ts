// What `@eximpe/card-form` exports. Importing it registers nothing; `@eximpe/card-form/define` does.
import type { EximpeCardForm } from './element/card-form-element.ts';

export { EximpeCardForm } from './element/card-form-element.ts';
export { EximpeChangeEvent, type EximpeChangeDetail } from './events/eximpe-change-event.ts';
export { EximpeProblemEvent, type EximpeProblemDetail } from './events/eximpe-problem-event.ts';
export { EximpeReadyEvent, type EximpeReadyDetail } from './events/eximpe-ready-event.ts';
export { EximpeSettledEvent, type EximpeSettledDetail } from './events/eximpe-settled-event.ts';
export { EximpeStateEvent, type EximpeStateDetail } from './events/eximpe-state-event.ts';
export { registerLanguage } from './i18n/languages.ts';
export type { MessageKey, Messages } from './i18n/messages.ts';

declare global {
  interface HTMLElementTagNameMap {
    'eximpe-card-form': EximpeCardForm;
  }
}
