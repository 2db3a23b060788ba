// The interface between the form and its lazily loaded part for saved cards.
import type { ChosenCard, Network, SaveConsent } from '@eximpe/contract';
import type { Saying } from '../element/controllers/announcements.ts';
import type { Words } from '../i18n/messages.ts';
import type { html, TemplateResult } from 'lit';

/** Given by the form, so that the part does not contain the same code again. */
export interface SavedCardsKit {
  readonly html: typeof html;
  readonly endpoint: string;
  /** The checkout whose cards these are, as the page names it. */
  readonly checkout: string;
  /** The root in which the form is rendered. */
  readonly root: ShadowRoot | HTMLElement;
  readonly mark: (network: Network) => TemplateResult;
  /** Whether a saved card pays only with its security code, asked for again. */
  readonly asksCvc: boolean | undefined;
  /** The networks that this checkout accepts. */
  readonly networks: readonly Network[];
  /** The form's own words. */
  readonly words: Words;
  /** The language that the form uses now. */
  readonly lang: () => string;
  readonly repaint: () => void;
  /** Says it in the form's polite live region. Without words: removes what is shown. */
  readonly say: (saying?: Saying) => void;
}

export interface SavedCards {
  /** Adds the styles again, after the form was moved into another document. */
  readonly bringStyles: () => void;
  /** The list of cards has not loaded yet. */
  readonly isComing: () => boolean;
  /** The cards to choose from; nothing while there are none. */
  readonly list: (readonly: boolean, disabled: boolean) => unknown;
  /** "Save this card", below the fields of a new one. */
  readonly consentBox: (disabled: boolean) => unknown;
  /** Undefined if the shopper is to type a new card. */
  readonly selected: () => ChosenCard | undefined;
  /** What is wrong with the security code of the selected card; undefined if nothing is, or if no code is asked for. */
  readonly wrongCvc: () => Saying;
  /** The same as `wrongCvc`, and shows it. */
  readonly checkCvc: () => Saying;
  /** The bank refused the code: it is emptied, and shown as missing. */
  readonly askCvcAgain: () => void;
  readonly selectNew: () => void;
  /** Forgets what was typed and ticked. */
  readonly clear: () => void;
  readonly consent: () => SaveConsent | undefined;
  /** The checkout is over: sends the server a removal that could still be undone, and says and shows nothing any more. */
  readonly end: () => void;
}

export type CreateSavedCards = (kit: SavedCardsKit) => SavedCards;
