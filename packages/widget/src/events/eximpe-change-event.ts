// Fired when the detected network or the completeness of the form changes. Contains nothing of what was typed.
import type { KnownNetwork } from '../card/networks.ts';
import type { EximpeEvent } from './eximpe-event.ts';

export interface EximpeChangeDetail {
  /** Undefined until the first digits determine it. */
  readonly network: KnownNetwork | undefined;
  /** Every field is valid: submitting would send the card. */
  readonly complete: boolean;
}

export type EximpeChangeEvent = EximpeEvent<EximpeChangeDetail>;

declare global {
  interface GlobalEventHandlersEventMap {
    'eximpe-change': EximpeChangeEvent;
  }
}
