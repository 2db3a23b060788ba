// The attributes of <eximpe-card-form>, each with a property of the same name, as on native elements.
import type { ChallengeWish } from '../challenge/choose-mode.ts';
import { TemplateElement } from './template-element.ts';

const TEXTS = ['endpoint', 'checkout', 'challenge', 'theme', 'density'];
const SWITCHES = ['disabled', 'readonly'];

export abstract class FormAttributes extends TemplateElement {
  static readonly observedAttributes: readonly string[] = [...TEXTS, ...SWITCHES, 'lang'];

  /** Where the server-kit is mounted: a path of this site such as `/eximpe`, or an absolute address. */
  declare endpoint: string;
  /** The merchant's reference of what is to be paid. */
  declare checkout: string;
  /** How the bank's page is shown; `auto` without it. */
  declare challenge: ChallengeWish | '';
  /** Whether it is light or dark behind the form; `auto`, as the page's color-scheme says, without it. */
  declare theme: 'auto' | 'light' | 'dark' | '';
  /** How much air there is; `comfortable` without it. */
  declare density: 'comfortable' | 'compact' | '';
  /** Nothing can be typed or sent. */
  declare disabled: boolean;
  /** What is typed stands; it can still be sent. */
  declare readonly: boolean;
}

for (const name of [...TEXTS, ...SWITCHES]) {
  Object.defineProperty(FormAttributes.prototype, name, {
    get(this: Element) {
      return SWITCHES.includes(name) ? this.hasAttribute(name) : (this.getAttribute(name) ?? '');
    },
    // Frameworks set undefined and null for what is not there yet.
    set(this: Element, value: string | boolean | null | undefined) {
      if (value && SWITCHES.includes(name)) this.toggleAttribute(name, true);
      else if (value) this.setAttribute(name, String(value));
      else this.removeAttribute(name);
    },
  });
}
