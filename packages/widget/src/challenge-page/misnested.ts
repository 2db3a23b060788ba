// Returns fields to a form that the parser moved them out of: `<table><form><tr><td><input>`. In an inert document some engines forget the owner.
import { all } from './script/world.ts';

const CONTROLS = 'input,select,textarea,button';
const END = 'eximpe-end-of-form';

/** Until `</form>`, wherever that stands, fields belong to the form that was opened before them. */
export function bringHome(page: Document, template: string, parse: (template: string) => Document): void {
  const places = all(page, `form,${CONTROLS}`);
  if (!places.some(isOrphan)) return;
  // Only a parser knows where a form ends, so hidden fields mark the ends. The parser leaves hidden fields in place, also in a table.
  const marked = parse(template.replace(/<\/form/gi, `<input type="hidden" class="${END}">$&`));
  const signs = all(marked, `form,${CONTROLS}`);
  const isEnd = (element: Element): boolean => Element.prototype.matches.call(element, `.${END}`);
  if (signs.filter((sign) => !isEnd(sign)).length !== places.length) return;
  let open: HTMLFormElement | undefined;
  for (const sign of signs) {
    if (isEnd(sign)) {
      open = undefined;
      continue;
    }
    const place = places.shift() as Element;
    if (place instanceof HTMLFormElement) open = place;
    else if (open && isOrphan(place)) HTMLFormElement.prototype.append.call(open, place);
  }
}

const isOrphan = (element: Element): boolean =>
  'form' in element && !(element instanceof HTMLFormElement) && element.form === null && !element.hasAttribute('form');
