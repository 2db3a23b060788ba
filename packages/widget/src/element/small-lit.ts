// The part of lit-html that this form's templates use, in a quarter of its bytes. The one-file build renders with it, the npm build with lit
// itself; a law test beside this file holds the two together.

/** Leaves a place empty. Not for attributes. */
export const nothing = '';

/** A list that knows its texts; no JSON of a server can make one, so that none is ever read as HTML. */
type Result = readonly unknown[] & { readonly strings: TemplateStringsArray };
const isResult = (value: unknown): value is Result => Array.isArray(value) && 'strings' in value;

/** Attributes are `name=`, `?name=`, `.name=` or `@name=`, in lower case, and a value is a whole one (the build refuses others). The texts between values hold no `<` or `>` but those of tags. */
export const html = (strings: TemplateStringsArray, ...values: readonly unknown[]): Result =>
  Object.assign(values, { strings });

/** Where values go: to the node of that number, in the order of the document. Without a name, between its neighbours. */
interface Place {
  readonly node: number;
  readonly name: string;
}
interface Template {
  readonly content: DocumentFragment;
  readonly places: readonly Place[];
}

const MARK = '$lit$';
const policy = (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy('lit-html', {
  createHTML: (text) => text,
});
interface Policies {
  createPolicy(name: string, rules: { createHTML(text: string): string }): { createHTML(text: string): string };
}

type Plain = string | number | boolean | null | undefined;
const textOf = (value: Plain): string => String(value ?? '');

const templates = new WeakMap<TemplateStringsArray, Template>();

/** Elements and comments. */
const walk = (root: Node): TreeWalker => document.createTreeWalker(root, 129);

function prepare(strings: TemplateStringsArray): Template {
  const text = strings.reduce(
    (before, after) => before + (before.lastIndexOf('<') > before.lastIndexOf('>') ? MARK : '<!---->') + after,
  );
  const { content } = Object.assign(document.createElement('template'), {
    innerHTML: policy ? policy.createHTML(text) : text,
  });
  const places: Place[] = [];
  const walker = walk(content);
  for (let node = 0, at = walker.nextNode(); at; node += 1, at = walker.nextNode()) {
    if (!(at instanceof Element)) places.push({ node, name: '' });
    else
      for (const name of at.getAttributeNames()) {
        if (at.getAttribute(name) !== MARK) continue;
        at.removeAttribute(name);
        places.push({ node, name });
      }
  }
  return { content, places };
}

type Put = (values: readonly unknown[]) => void;

/** One copy of a template, and how to put values into it. */
function copy(strings: TemplateStringsArray): readonly [DocumentFragment, readonly Put[]] {
  let template = templates.get(strings);
  if (!template) templates.set(strings, (template = prepare(strings)));
  const fragment = document.importNode(template.content, true);
  const walker = walk(fragment);
  let at = -1;
  const puts = template.places.map(({ node, name }, index): Put => {
    for (; at < node; at += 1) walker.nextNode();
    const place = walker.currentNode;
    if (name) {
      const set = setter(place as HTMLElement, name);
      return (values) => set(values[index]);
    }
    const slot = new Slot(place as ChildNode);
    return (values) => slot.put(values[index]);
  });
  return [fragment, puts];
}

/** Sets an attribute, a property or a listener, when the value is another than before. */
function setter(element: HTMLElement, name: string): (value: unknown) => void {
  const rest = name.slice(1);
  let known: unknown = roots;
  if (name.startsWith('@')) element.addEventListener(rest, (event) => (known as (event: Event) => void)(event));
  return (value) => {
    if (value === known) return;
    known = value;
    if (name.startsWith('?')) element.toggleAttribute(rest, Boolean(value));
    else if (name.startsWith('.')) Reflect.set(element, rest, value);
    else if (!name.startsWith('@')) element.setAttribute(name, textOf(value as Plain));
  };
}

/** Shows a text, a template or a list in front of `end`. */
class Slot {
  readonly #start = document.createComment('');
  readonly #end: ChildNode;
  /** One of these stands there. */
  #text: Text | undefined;
  #strings: TemplateStringsArray | undefined;
  #items: Slot[] | undefined;
  #puts: readonly Put[] = [];

  constructor(end: ChildNode) {
    this.#end = end;
    end.before(this.#start);
  }

  put(value: unknown): void {
    const end = this.#end;
    if (isResult(value)) {
      let fragment: DocumentFragment | undefined;
      if (this.#strings !== value.strings) {
        this.#clear();
        [fragment, this.#puts] = copy((this.#strings = value.strings));
      }
      for (const put of this.#puts) put(value);
      if (fragment) end.before(fragment);
    } else if (Array.isArray(value)) {
      if (!this.#items) this.#clear();
      const items = (this.#items ??= []);
      for (const [index, each] of value.entries()) {
        const item = (items[index] ??= slotIn(end.parentNode, end));
        item.put(each);
      }
      const [gone] = items.splice(value.length);
      if (gone) remove(gone.#start, end);
    } else {
      const text = textOf(value as Plain);
      if (!this.#text) {
        this.#clear();
        end.before((this.#text = new Text()));
      }
      if (this.#text.data !== text) this.#text.data = text;
    }
  }

  #clear(): void {
    remove(this.#start.nextSibling, this.#end);
    this.#text = this.#strings = this.#items = undefined;
  }
}

function slotIn(parent: Node | null, next: Node | null): Slot {
  const end = document.createComment('');
  parent?.insertBefore(end, next);
  return new Slot(end);
}

function remove(from: ChildNode | null, end: ChildNode): void {
  for (let at = from; at && at !== end;) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

const roots = new WeakMap<Node, Slot>();

export function render(value: unknown, root: Element | DocumentFragment): void {
  let slot = roots.get(root);
  if (!slot) roots.set(root, (slot = slotIn(root, null)));
  slot.put(value);
}
