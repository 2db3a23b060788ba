// What the form and its lazily loaded saved-cards part hand each other.
import type { ChosenCard, Network, SaveConsent } from '@eximpe/contract';
import type { Saying } from '../element/controllers/announcements.ts';
import type { Words } from '../i18n/messages.ts';
import type { html, TemplateResult } from 'lit';

/** Given by the form, so that the part carries nothing twice. */
export interface SavedCardsKit {
  readonly html: typeof html;
  readonly endpoint: string;
  /** The checkout whose cards these are, as the page names it. */
  readonly checkout: string;
  /** Where the form is shown. */
  readonly root: ShadowRoot | HTMLElement;
  readonly mark: (network: Network) => TemplateResult;
  /** Whether a saved card is paid with its security code, asked anew. */
  readonly asksCvc: boolean | undefined;
  /** Those that this checkout takes. */
  readonly networks: readonly Network[];
  /** The form's own words. */
  readonly words: Words;
  /** What the form speaks at the moment. */
  readonly lang: () => string;
  readonly repaint: () => void;
  /** By the form's polite live region. Without words: what stands there is taken back. */
  readonly say: (saying?: Saying) => void;
}

export interface SavedCards {
  /** Again, where the form has been taken into another document. */
  readonly bringStyles: () => void;
  /** Which cards there are is not known yet. */
  readonly isComing: () => boolean;
  /** The cards to choose from; nothing while there are none. */
  readonly list: (readonly: boolean, disabled: boolean) => unknown;
  /** "Save this card", below the fields of a new one. */
  readonly consentBox: (disabled: boolean) => unknown;
  /** Undefined when a new card is to be typed. */
  readonly selected: () => ChosenCard | undefined;
  /** What is wrong with the security code of the selected card; undefined when nothing is, and where none is asked. */
  readonly wrongCvc: () => Saying;
  /** The same, and it is shown. */
  readonly checkCvc: () => Saying;
  /** The bank has refused the code: it is emptied, and shown as missing. */
  readonly askCvcAgain: () => void;
  readonly selectNew: () => void;
  /** Forgets what was typed and ticked. */
  readonly clear: () => void;
  readonly consent: () => SaveConsent | undefined;
  /** The checkout is over: tells the server of a removal that could still be taken back, and says and shows nothing any more. */
  readonly end: () => void;
}

export type CreateSavedCards = (kit: SavedCardsKit) => SavedCards;
