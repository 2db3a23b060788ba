// Reads the bank's template as data. It is parsed only in an inert document: nothing in it runs, loads or is shown.
import { actionsIn, addressesIn } from './addresses.ts';
import { bringHome } from './misnested.ts';
import { isOrdinary } from './ordinary.ts';
import { all, attribute, controlsOf, isSubmitButton, submissionsOf, type Submission } from './script/world.ts';

export interface TemplateField {
  readonly name: string;
  readonly value: string;
  readonly isFile: boolean;
}

/** A form that the page submits. Attributes as written; null when missing. */
export interface TemplateForm {
  readonly action: string | null;
  readonly method: string | null;
  readonly enctype: string | null;
  readonly charset: string | null;
  /** When the page's script submits it, in milliseconds. */
  readonly afterMs: number;
  /** The fields that a browser would send. */
  readonly fields: readonly TemplateField[];
}

/** A second check of unusual markup: whether a sanitizer keeps the form. */
export type Sanitizer = (form: HTMLFormElement) => boolean;

export interface AcsTemplate {
  readonly hasForm: boolean;
  /** It would be one plain form, if the second check were loaded and agreed. */
  readonly isInQuestion: boolean;
  /** Undefined if it is not certain what the page would submit, or if the page does more than submit. */
  readonly form: TemplateForm | undefined;
  /** The form that the page submits first, into a hidden frame of its own: the 3DS Method, with which a bank inspects the browser. */
  readonly before: TemplateForm | undefined;
  /** The address to which a page without a form goes by itself, as written. */
  readonly link: string | undefined;
  /** `href` of the page's `<base>`. */
  readonly base: string | null;
  /** The addresses to which its forms post, as written. */
  readonly actions: readonly string[];
  /** The addresses in its elements and in its scripts, as written. */
  readonly addresses: readonly string[];
}

/** Elements that load content of their own. A blank frame only receives the form's answer, which we show in the window instead. */
const ACTIVE = 'iframe[srcdoc],iframe[src]:not([src=""],[src="about:blank" i]),frame,object,embed,applet,portal';
const REFRESH = 'meta[http-equiv=refresh i]';
/** Seconds and an address; without an address the page only reloads itself. */
const REFRESH_TO = /^\s*[\d.]+(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?(["']?)(.+?)\1\s*$/is;

/** @param survives may be missing: then no unusual page counts as a plain form */
export function readTemplate(template: string, survives?: Sanitizer): AcsTemplate {
  const page = parse(template);
  bringHome(page, template, parse);
  const forms = all(page, 'form').filter((form) => form instanceof HTMLFormElement);
  const [base] = all(page, 'base[href]');
  const refreshes = all(page, REFRESH);
  const submissions = all(page, ACTIVE).length > 0 ? undefined : submissionsOf(page);
  const [before, main] = refreshes.length > 0 ? [] : steps(page, forms, submissions);
  const forAll = [before, main].filter((step) => step !== undefined);
  const isUnusual = forAll.length > 0 && !isOrdinary(page);
  const isClean = !isUnusual || (survives !== undefined && forAll.every(({ form }) => survives(form)));
  const isLink = forms.length === 0 && submissions !== undefined && refreshes.length === 1;
  return {
    hasForm: forms.length > 0,
    isInQuestion: isUnusual && survives === undefined,
    form: isClean ? main && read(main) : undefined,
    before: isClean ? before && read(before) : undefined,
    link: isLink ? refreshes.map((refresh) => REFRESH_TO.exec(attribute(refresh, 'content') ?? '')?.[2])[0] : undefined,
    base: base ? attribute(base, 'href') : null,
    actions: actionsIn(page),
    addresses: addressesIn(page),
  };
}

function parse(template: string): Document {
  const page = new DOMParser().parseFromString(template, 'text/html');
  // These elements are for browsers without scripts.
  for (const element of all(page, 'noscript')) Element.prototype.remove.call(element);
  return page;
}

/** The first submission, into a frame, if there is one, and the submission that takes the shopper to the bank. */
function steps(
  page: Document,
  forms: readonly HTMLFormElement[],
  submissions: readonly Submission[] | undefined,
): readonly [Submission | undefined, Submission | undefined] {
  const isFramed = ({ form }: Submission): boolean => {
    const target = attribute(form, 'target');
    return target !== null && all(page, 'iframe[name]').some((frame) => attribute(frame, 'name') === target);
  };
  const rest = submissions?.filter((submission) => !isFramed(submission));
  const framed = submissions?.filter(isFramed) ?? [];
  const isFirst = submissions !== undefined && framed.length > 0 && submissions.indexOf(framed[0] as Submission) === 0;
  if (!isFirst || rest?.length === 0) return [undefined, theSubmission(forms, submissions)];
  const before = theSubmission(forms, framed);
  return [before, before && theSubmission(forms, rest)];
}

/** The one submission that happens by itself or by a click. */
function theSubmission(
  forms: readonly HTMLFormElement[],
  submissions: readonly Submission[] | undefined,
): Submission | undefined {
  const [first, ...others] = submissions?.length === 0 ? forms.flatMap(clicksOn) : (submissions ?? []);
  const isSame = (other: Submission): boolean => other.form === first?.form && sent(other) === sent(first);
  return first && others.every(isSame) && happens(first) ? first : undefined;
}

/** If a form has no button and no script submits it, we submit it. */
function clicksOn(form: HTMLFormElement): readonly Submission[] {
  const buttons = controlsOf(form).filter(isSubmitButton);
  return [...(buttons.length > 0 ? buttons : [null])].map((button) => ({ form, button, isChecked: true, afterMs: 0 }));
}

/** The button, if the browser would send it. */
const sent = ({ button }: Submission): Element | null => (button && attribute(button, 'name') ? button : null);

/** Whether the browser would submit the form, and without changes by the button. */
function happens({ form, button, isChecked }: Submission): boolean {
  const isImage = button !== null && attribute(button, 'type')?.toLowerCase() === 'image';
  const overrides =
    button !== null && ['formaction', 'formmethod', 'formenctype'].some((name) => attribute(button, name));
  if (isImage || overrides || (button && Element.prototype.matches.call(button, ':disabled'))) return false;
  if (!isChecked || attribute(form, 'novalidate') !== null) return true;
  return attribute(form, 'onsubmit') === null && HTMLFormElement.prototype.checkValidity.call(form);
}

function read(submission: Submission): TemplateForm {
  const { form } = submission;
  const button = sent(submission);
  // We may change the form, so a field replaces the button; this also works in browsers that do not support a submitter.
  if (button) replaceByField(button);
  return {
    action: attribute(form, 'action'),
    method: attribute(form, 'method'),
    enctype: attribute(form, 'enctype'),
    charset: attribute(form, 'accept-charset'),
    afterMs: submission.afterMs,
    fields: [...new FormData(form)].map(([name, value]) =>
      typeof value === 'string' ? { name, value, isFile: false } : { name, value: '', isFile: true },
    ),
  };
}

function replaceByField(button: Element): void {
  const value = attribute(button, 'value') ?? '';
  if (button instanceof HTMLInputElement) return button.setAttribute('type', 'hidden');
  const field = button.ownerDocument.createElement('input');
  for (const [name, given] of [
    ['type', 'hidden'],
    ['name', attribute(button, 'name') ?? ''],
    ['value', value],
    // The button may stand outside the form and belong to it by name.
    ['form', attribute(button, 'form')],
  ] as const)
    if (given !== null) field.setAttribute(name, given);
  button.replaceWith(field);
}
