// What `@eximpe/card-form` exports. Importing it registers nothing; `@eximpe/card-form/define` does.
import type { EximpeCardForm } from './element/card-form-element.ts';

export { EximpeCardForm } from './element/card-form-element.ts';
export { EximpeEvent } from './events/eximpe-event.ts';
export type { EximpeChangeEvent, EximpeChangeDetail } from './events/eximpe-change-event.ts';
export type { EximpeProblemEvent, EximpeProblemDetail } from './events/eximpe-problem-event.ts';
export type { EximpeReadyEvent, EximpeReadyDetail } from './events/eximpe-ready-event.ts';
export type { EximpeOutcomeEvent, EximpeOutcomeDetail } from './events/eximpe-outcome-event.ts';
export type { EximpeStateEvent, EximpeStateDetail } from './events/eximpe-state-event.ts';
export { form as en } from './i18n/lang/en.ts';
export { registerLanguage } from './i18n/languages.ts';
export type { MessageKey, Messages } from './i18n/messages.ts';

declare global {
  interface HTMLElementTagNameMap {
    'eximpe-card-form': EximpeCardForm;
  }
}
