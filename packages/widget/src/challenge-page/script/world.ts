// The browser as a bank's script sees it, built over the inert document: it answers reads, records submissions, and has nothing else.
import { Reader } from './reader.ts';
import { ANYTHING, isClosure, NotFollowed, type Native, type Thing, type Value, type World } from './values.ts';

/** A form that the scripts submit, and the button that they press to submit it. */
export interface Submission {
  readonly form: HTMLFormElement;
  readonly button: Element | null;
  /** As after a click: the browser first checks the fields and calls the page's handlers. */
  readonly isChecked: boolean;
  /** The delay of the script's timers, in milliseconds. */
  readonly afterMs: number;
}

/** Uses the prototypes: a field or form with the member's name would hide the member. */
export const attribute = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name);
export const all = (page: Document, selector: string): Element[] => [
  ...Document.prototype.querySelectorAll.call(page, selector),
];
const matches = (element: Element, selector: string): boolean => Element.prototype.matches.call(element, selector);
const ownerOf = (control: Element): HTMLFormElement | null =>
  control instanceof HTMLButtonElement || control instanceof HTMLInputElement ? control.form : null;
/** Clobber-proof, and in the parser's own order. */
export function controlsOf(form: HTMLFormElement): Element[] {
  const elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get?.call(form);
  return [...(elements as HTMLFormControlsCollection)];
}
export const isSubmitButton = (element: Element): boolean =>
  matches(element, 'input[type=submit i],input[type=image i],button:not([type=button i],[type=reset i])');

/** Names that scripts only read, to find out in which environment they run. */
const LOOKED_AT = ['navigator', 'screen', 'innerWidth', 'innerHeight', 'opener', 'frames', 'length', 'event', 'Date'];
const TEXT_METHODS = ['indexOf', 'match', 'test', 'toLowerCase', 'includes', 'search', 'toString'];
const QUEUED = ['setTimeout', 'requestAnimationFrame', 'setInterval', 'queueMicrotask', 'setImmediate'];
const LISTENED = ['addEventListener', 'attachEvent'];
const IGNORED = ['removeEventListener', 'clearTimeout', 'clearInterval', 'focus'];
const KEEPING = ['getItem', 'setItem', 'removeItem', 'clear'];
/** Handlers that a script sets: their functions are run. */
const HANDLER = /^on[a-z]+$/;

const isOf = (text: readonly string[], name: string): boolean => text.includes(name);
const nothing: Native = () => null;
const unknown: Native = () => ANYTHING;

/** Follows what the page does by itself and when its buttons are pressed; undefined if one of its scripts does more than submit. */
export function submissionsOf(page: Document): readonly Submission[] | undefined {
  try {
    return follow(page);
  } catch {
    // Not followed, or too deeply nested: in both cases the result is uncertain.
    return undefined;
  }
}

function follow(page: Document): readonly Submission[] {
  const submissions: Submission[] = [];
  let nowMs = 0;
  /** The script that runs while the page still loads: elements behind it do not exist yet. */
  let running: Element | undefined;
  const later: { readonly afterMs: number; readonly task: Value; readonly self: Value }[] = [];
  const seen = new Set<Value>();
  /** Queues each task once: a repetition does nothing new. */
  const soon = (task: Value, self: Value = null, afterMs = 0): void => {
    if (!seen.has(task)) later.push({ afterMs: nowMs + afterMs, task, self });
    seen.add(task);
  };

  const submit = (form: Value, isChecked: boolean, button: Element | null = null): Value => {
    if (!(form instanceof HTMLFormElement) || (running && isUnfinished(form, running))) throw new NotFollowed('submit');
    submissions.push({ form, button, isChecked, afterMs: nowMs });
    return null;
  };
  const press: Native = (_, button) => {
    if (!(button instanceof Element)) throw new NotFollowed('click');
    if (isSubmitButton(button)) return submit(ownerOf(button), true, button);
    // The button's handler is followed together with all the others.
    if (attribute(button, 'onclick') === null) throw new NotFollowed('click');
    return null;
  };
  const byAttribute = (name: string, value: string): Element[] =>
    all(page, `[${name}]`).filter((element) => attribute(element, name) === value);
  const one = (elements: readonly Element[]): Value => elements[0] ?? null;
  const named = (name: string): Element[] =>
    all(page, '[id],[name]').filter(
      (element) => attribute(element, 'id') === name || attribute(element, 'name') === name,
    );
  const text = (given: readonly Value[]): string => {
    const [only] = given;
    if (typeof only !== 'string') throw new NotFollowed('argument');
    return only;
  };

  const queue: Native = ([task = null, delay]) => {
    soon(task, null, typeof delay === 'number' ? delay : 0);
    return ANYTHING;
  };
  const listen: Native = ([, task = null], self) => {
    soon(task, self);
    return null;
  };
  const ownLocation: Thing = { get: (name) => (name === 'href' ? ownLocation : ANYTHING) };
  /** The location of the outer window: without a frame, leaving it changes nothing; with a frame, we must not leave it. */
  const outerLocation: Thing = { get: unknownGet, set: (name, given) => name === 'href' && given === ownLocation };
  const outer: Thing = {
    get: (name) => (name === 'location' ? outerLocation : ANYTHING),
    set: (name, given) => name === 'location' && given === ownLocation,
  };
  const speaking: Thing = { get: () => nothing };
  const history: Thing = { get: (name) => (name === 'forward' ? nothing : name === 'length' ? ANYTHING : undefined) };
  /** Storage of the page's own origin, which nothing uses here, so nobody can read the values. */
  const kept: Thing = { get: (name) => (isOf(KEEPING, name) ? unknown : ANYTHING), set: () => true };
  const style: Thing = { get: unknownGet, set: (_, given) => typeof given === 'string' || typeof given === 'number' };
  const formPrototype: Thing = {
    get: (name) => (name === 'submit' || name === 'requestSubmit' ? METHODS[name] : undefined),
  };
  const method: Readonly<Record<'call' | 'apply', (native: Native) => Native>> = {
    call:
      (native) =>
      ([self = null, ...given]) =>
        native(given, self),
    apply:
      (native) =>
      ([self = null]) =>
        native([], self),
  };
  const METHODS: Readonly<Record<string, Native>> = {
    submit: (_, form) => submit(form, false),
    requestSubmit: ([button], form) => (button === undefined ? submit(form, true) : press([], button)),
    click: press,
  };

  const windowThing: Thing = {
    get(name) {
      if (isOf(['window', 'self', 'globalThis'], name)) return windowThing;
      if (isOf(['top', 'parent'], name)) return outer;
      if (name === 'document') return documentThing;
      if (name === 'location') return ownLocation;
      if (name === 'console') return speaking;
      if (name === 'history') return history;
      if (name === 'localStorage' || name === 'sessionStorage') return kept;
      if (name === 'HTMLFormElement') return { get: (member) => (member === 'prototype' ? formPrototype : undefined) };
      return members(name) ?? (isOf(LOOKED_AT, name) ? ANYTHING : byName(named(name)));
    },
    set: (name, given) => setHandler(name, given) || name === 'status' || name === 'defaultStatus',
  };
  const documentThing: Thing = {
    get(name) {
      if (name === 'forms') return all(page, 'form');
      if (name === 'body') return page.body;
      if (name === 'documentElement') return one(all(page, ':root'));
      if (name === 'location') return ownLocation;
      if (name === 'defaultView' || name === 'parentWindow') return windowThing;
      if (isOf(['readyState', 'referrer', 'title', 'cookie', 'all', 'layers', 'hidden', 'visibilityState'], name))
        return ANYTHING;
      // Old browsers treated a name as an id; pages written for them still exist.
      if (name === 'getElementById')
        return (given) => one([...byAttribute('id', text(given)), ...byAttribute('name', text(given))]);
      if (name === 'getElementsByName') return (given) => byAttribute('name', text(given));
      if (name === 'getElementsByTagName' || name === 'querySelectorAll') return (given) => all(page, text(given));
      if (name === 'getElementsByClassName') return (given) => all(page, `.${CSS.escape(text(given))}`);
      if (name === 'querySelector') return (given) => one(all(page, text(given)));
      return members(name) ?? byName(all(page, 'form[name]').filter((form) => attribute(form, 'name') === name));
    },
    set: (name, given) => setHandler(name, given) || name === 'title' || name === 'cookie',
  };

  /** The members that window, document and elements share. */
  function members(name: string): Value | undefined {
    if (isOf(QUEUED, name)) return queue;
    if (isOf(LISTENED, name)) return listen;
    if (isOf(IGNORED, name)) return nothing;
    return undefined;
  }
  function setHandler(name: string, given: Value): boolean {
    if (!HANDLER.test(name) || (given !== null && !isClosure(given))) return false;
    if (given !== null) soon(given);
    return true;
  }
  const byName = (elements: readonly Element[]): Value | undefined => (elements.length > 1 ? elements : elements[0]);

  function inElement(element: Element, name: string): Value | undefined {
    const isForm = element instanceof HTMLFormElement;
    if (isForm ? name === 'submit' || name === 'requestSubmit' : name === 'click') return METHODS[name];
    if (name === 'style') return style;
    if (name === 'form') return ownerOf(element) ?? undefined;
    if (!isForm) return members(name);
    if (name === 'elements') return controlsOf(element);
    if (name === 'length') return ANYTHING;
    return inList(controlsOf(element), name) ?? members(name);
  }
  function inList(list: readonly Element[], name: string): Value | undefined {
    if (name === 'length') return list.length;
    if (name === 'item' || name === 'namedItem')
      return ([key]) => (typeof key === 'string' || typeof key === 'number' ? (inList(list, `${key}`) ?? null) : null);
    if (/^\d+$/.test(name)) return list[Number(name)] ?? null;
    return byName(list.filter((element) => attribute(element, 'id') === name || attribute(element, 'name') === name));
  }

  const world: World = {
    global: (name) => windowThing.get(name),
    get(of, name) {
      if (of instanceof Element) return inElement(of, name);
      if (Array.isArray(of)) return inList(of as readonly Element[], name);
      if (of === ANYTHING || typeof of === 'string') return isOf(TEXT_METHODS, name) ? unknown : ANYTHING;
      if (typeof of === 'function') return name === 'call' || name === 'apply' ? method[name](of) : undefined;
      return isThing(of) ? of.get(name) : undefined;
    },
    set(of, name, given) {
      if (of instanceof Element) {
        if (of === page.body && setHandler(name, given)) return true;
        return name === 'disabled' && isSubmitButton(of) && submissions.length > 0 && typeof given === 'boolean';
      }
      if (of === null) return windowThing.set?.(name, given) ?? false;
      return isThing(of) && (of.set?.(name, given) ?? false);
    },
    call(callee, given, self) {
      if (typeof callee !== 'function') throw new NotFollowed('call');
      return callee(given, self);
    },
  };

  const reader = new Reader(world);
  const runLater = (): void => {
    for (let task = first(later); task; task = first(later)) {
      nowMs = task.afterMs;
      if (typeof task.task === 'string') reader.run(task.task);
      else if (isClosure(task.task)) reader.call(task.task, [ANYTHING], task.self);
      else throw new NotFollowed('task');
    }
  };
  for (const script of all(page, 'script').filter(isCode)) {
    running = isModule(script) ? undefined : script;
    reader.run(codeOf(script));
  }
  running = undefined;
  runLater();
  nowMs = 0;
  for (const element of all(page, '*'))
    for (const { name, value: code } of attributesOf(element)) if (HANDLER.test(name)) reader.run(code, element);
  runLater();
  return submissions;
}

/** The script stands between the form's fields: the fields behind it would not be sent. */
const isUnfinished = (form: HTMLFormElement, script: Element): boolean =>
  !isBehind(form, script) && controlsOf(form).some((control) => isBehind(control, script));
const isBehind = (element: Element, other: Element): boolean =>
  (Node.prototype.compareDocumentPosition.call(other, element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** Removes the earliest task and returns it. */
function first<Task extends { readonly afterMs: number }>(tasks: Task[]): Task | undefined {
  const soonest = tasks.reduce((least, { afterMs }) => Math.min(least, afterMs), Infinity);
  const index = tasks.findIndex(({ afterMs }) => afterMs === soonest);
  return index < 0 ? undefined : tasks.splice(index, 1)[0];
}

const unknownGet = (): Value => ANYTHING;
const isThing = (of: Value): of is Thing => typeof of === 'object' && of !== null && 'get' in of;
const attributesOf = (element: Element): readonly Pick<Attr, 'name' | 'value'>[] =>
  Element.prototype.getAttributeNames.call(element).map((name) => ({ name, value: attribute(element, name) ?? '' }));

/** Script elements of other types hold data. */
const isCode = (script: Element): boolean =>
  /^(?:module|(?:text|application)\/(?:x-)?(?:java|ecma|j|live)script[\d.]*)?$/i.test(typeOf(script));
/** Modules run when the whole page has loaded. */
const isModule = (script: Element): boolean => typeOf(script).toLowerCase() === 'module';
function typeOf(script: Element): string {
  const language = attribute(script, 'language');
  return (attribute(script, 'type') ?? (language ? `text/${language}` : '')).trim();
}
function codeOf(script: Element): string {
  if (['src', 'href', 'xlink:href'].some((name) => attribute(script, name) !== null)) throw new NotFollowed('src');
  return script.textContent ?? '';
}
