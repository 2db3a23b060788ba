// The interface between the element and its lazily loaded part for the form in a frame.
import type { html, TemplateResult } from 'lit';
import type { FocusController } from '../element/controllers/focus.ts';
import type { PageScheme } from '../element/controllers/page-scheme.ts';
import type { FormActions } from '../element/form-actions.ts';
import type { News } from './protocol.ts';

/** Given by the element, so that the part does not contain the same code again. */
export interface FramedKit {
  readonly html: typeof html;
  readonly form: ElementAround;
  /** Address of the card server. */
  readonly src: string;
  /** The CSS names of the looks that the frame gets: tokens, and inherited properties. */
  readonly looks: readonly string[];
  readonly repaint: () => void;
  /** Hears the frame's news, except for the way to the bank. */
  readonly hear: (news: Exclude<News, { readonly type: 'bank' }>) => void;
}

/** The parts of the element that deal with its page. */
interface ElementAround {
  readonly host: HTMLElement & { readonly messages: Readonly<Record<string, string>> };
  /** The language that the page requests. */
  readonly localization: { readonly wishedLang: string };
  readonly pageScheme: Pick<PageScheme, 'scheme' | 'isPale' | 'onLook'>;
  readonly focus: Pick<FocusController, 'place'>;
  /** Removes the frame, and shows that nothing can be paid here. */
  readonly giveFrameUp: () => void;
  /** Pay was pressed before the form had loaded. */
  isPayEarly: boolean;
}

export interface FramedModel {
  /** The frame's title, for screen readers. */
  readonly title: string;
  /** A panel replaces the fields. */
  readonly isShut: boolean;
  /** A click on the shop's own Pay button. */
  readonly onPayClick: (event: Event) => void;
}

/** Does in the frame what the page asks of the element. */
export interface FramedForm extends FormActions {
  /** False until the form in the frame can be told anything: until then the element acts as it does while it loads. */
  readonly isThere: () => boolean;
  /** Shown instead of the fields. */
  readonly view: (model: FramedModel) => TemplateResult;
  /** The form is no longer shown. */
  readonly end: () => void;
}

export type CreateFramedForm = (kit: FramedKit) => FramedForm;
