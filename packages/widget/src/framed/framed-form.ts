// What the element and its lazily loaded part for the form in a frame hand each other.
import type { html, TemplateResult } from 'lit';
import type { FocusController } from '../element/controllers/focus.ts';
import type { PageScheme } from '../element/controllers/page-scheme.ts';
import type { FormActions } from '../element/form-actions.ts';
import type { News } from './protocol.ts';

/** Given by the element, so that the part carries nothing twice. */
export interface FramedKit {
  readonly html: typeof html;
  readonly form: ElementAround;
  /** Address of the card server. */
  readonly src: string;
  /** What the frame is to look like, by its names in CSS: tokens, and what is inherited. */
  readonly looks: readonly string[];
  readonly repaint: () => void;
  /** What the frame tells, save the way to the bank. */
  readonly hear: (news: Exclude<News, { readonly type: 'bank' }>) => void;
}

/** The parts of the element that have to do with its page. */
interface ElementAround {
  readonly host: HTMLElement & { readonly messages: Readonly<Record<string, string>> };
  /** What the page wishes the form to speak. */
  readonly localization: { readonly wishedLang: string };
  readonly pageScheme: Pick<PageScheme, 'scheme' | 'isPale' | 'onLook'>;
  readonly focus: Pick<FocusController, 'place'>;
  /** Takes the frame away, and says that nothing can be paid here. */
  readonly giveFrameUp: () => void;
  /** Pay was pressed before the form was there. */
  isPayEarly: boolean;
}

export interface FramedModel {
  /** Of the frame, for those who can't see it. */
  readonly title: string;
  /** A panel is shown in place of the fields. */
  readonly isShut: boolean;
  /** A click on the shop's own Pay button. */
  readonly onPayClick: (event: Event) => void;
}

/** Does in the frame what the element is asked to do. */
export interface FramedForm extends FormActions {
  /** Until then there is nobody to tell: the element does what it does while it loads. */
  readonly isThere: () => boolean;
  /** In place of the fields. */
  readonly view: (model: FramedModel) => TemplateResult;
  /** The form is not shown any more. */
  readonly end: () => void;
}

export type CreateFramedForm = (kit: FramedKit) => FramedForm;
