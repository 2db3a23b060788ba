// Told when the detected network or the completeness of the form changes. Says nothing of what was typed.
import type { KnownNetwork } from '../card/networks.ts';
import type { EximpeEvent } from './eximpe-event.ts';

export interface EximpeChangeDetail {
  /** Undefined while the first digits leave it open. */
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
