// Markup from which a sanitizer removes no form: most pages of banks use nothing else.
import { all } from './script/world.ts';

const ORDINARY = `html head title base meta link style script body
  form fieldset legend label input button select optgroup option textarea iframe
  div p span center font b i u em strong small big a img br hr pre h1 h2 h3 h4 h5 h6 ul ol li
  table caption colgroup col thead tbody tfoot tr td th main section header footer`.split(/\s+/);
/** Anything else: drawings and formulas, which have their own parsing rules, and elements that may have a meaning for a script. */
const UNUSUAL = `:not(${ORDINARY.join()}),[is]`;

export const isOrdinary = (page: Document): boolean => all(page, UNUSUAL).length === 0;
