// Reads the bank's template as data. It is parsed in an inert document only: nothing in it runs, loads or is shown.
import { actionsIn, addressesIn } from './addresses.ts';
import { bringHome } from './misnested.ts';
import { isOrdinary } from './ordinary.ts';
import { all, attribute, controlsOf, isSubmitButton, submissionsOf, type Submission } from './script/world.ts';

export interface TemplateField {
  readonly name: string;
  readonly value: string;
  readonly isFile: boolean;
}

/** A form that is going to be submitted. Attributes as written; null when missing. */
export interface TemplateForm {
  readonly action: string | null;
  readonly method: string | null;
  readonly enctype: string | null;
  readonly charset: string | null;
  /** When the page's script submits it, in milliseconds. */
  readonly afterMs: number;
  /** What a browser would send. */
  readonly fields: readonly TemplateField[];
}

/** A second judge of unusual markup: whether a sanitizer leaves the form in. */
export type Sanitizer = (form: HTMLFormElement) => boolean;

export interface AcsTemplate {
  readonly hasForm: boolean;
  /** It would be one plain form, if the second judge were there to say so. */
  readonly isInQuestion: boolean;
  /** Undefined where it is not sure what the page would submit, or where it does more than that. */
  readonly form: TemplateForm | undefined;
  /** Submitted before it, into a hidden frame of the page: the 3DS Method, by which a bank looks at the browser. */
  readonly before: TemplateForm | undefined;
  /** Where a page without a form goes by itself, as it is written. */
  readonly link: string | undefined;
  /** `href` of the page's `<base>`. */
  readonly base: string | null;
  /** Where its forms go; as they are written. */
  readonly actions: readonly string[];
  /** Where its elements lead, and addresses that its scripts hold; as they are written. */
  readonly addresses: readonly string[];
}

/** Elements that bring in something of their own. A blank frame is only a place for the form's answer, which gets the window instead. */
const ACTIVE = 'iframe[srcdoc],iframe[src]:not([src=""],[src="about:blank" i]),frame,object,embed,applet,portal';
const REFRESH = 'meta[http-equiv=refresh i]';
/** Seconds, and an address; without one the page only loads itself again. */
const REFRESH_TO = /^\s*[\d.]+(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?(["']?)(.+?)\1\s*$/is;

/** @param survives may be missing: then no unusual page is taken for a plain form */
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
  // For browsers without scripts.
  for (const element of all(page, 'noscript')) Element.prototype.remove.call(element);
  return page;
}

/** A first step in a frame, where there is one, and the submission that takes the shopper along. */
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

/** The one the page comes to, by itself or by a click. */
function theSubmission(
  forms: readonly HTMLFormElement[],
  submissions: readonly Submission[] | undefined,
): Submission | undefined {
  const [first, ...others] = submissions?.length === 0 ? forms.flatMap(clicksOn) : (submissions ?? []);
  const isSame = (other: Submission): boolean => other.form === first?.form && sent(other) === sent(first);
  return first && others.every(isSame) && happens(first) ? first : undefined;
}

/** A form without a button has no script that submits it either; we do. */
function clicksOn(form: HTMLFormElement): readonly Submission[] {
  const buttons = controlsOf(form).filter(isSubmitButton);
  return [...(buttons.length > 0 ? buttons : [null])].map((button) => ({ form, button, isChecked: true, afterMs: 0 }));
}

/** The button, if the browser would send one. */
const sent = ({ button }: Submission): Element | null => (button && attribute(button, 'name') ? button : null);

/** The browser would do it, and as the form says. */
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
  // The form is ours to change: so the button is sent in its place, also by browsers that can't be told of a submitter.
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
    // It may stand elsewhere and belong to the form by name.
    ['form', attribute(button, 'form')],
  ] as const)
    if (given !== null) field.setAttribute(name, given);
  button.replaceWith(field);
}
