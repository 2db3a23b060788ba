// Applies the settings of the element on the shop's page to the form in the frame and to the frame's document.
import type { EximpeCardForm } from '../element/card-form-element.ts';
import { ATTRIBUTES, type Settings } from './protocol.ts';

/** @param isApart the bank's window could not talk to the form */
export function apply({ attributes, messages, looks, slots }: Settings, form: EximpeCardForm, isApart: boolean): void {
  const wanted: Settings['attributes'] = { ...attributes, challenge: challengeFor(attributes['challenge'], isApart) };
  // A script of the page must not use a card typed for one checkout to pay another.
  if (form.isConnected && wanted['checkout'] !== form.checkout) form.reset();
  for (const name of ATTRIBUTES) {
    const value = wanted[name] ?? null;
    if (value === null) form.removeAttribute(name);
    else if (value !== form.getAttribute(name)) form.setAttribute(name, value);
  }
  form.messages = messages ?? {};
  applyLooks(looks, form);
  form.replaceChildren(
    ...Object.entries(slots).map(([slot, words]) =>
      // The frame shows nothing of the content on the shop's page; it only leaves its place to it.
      Object.assign(document.createElement('span'), { slot, textContent: slot === 'submit-label' ? words : '' }),
    ),
  );
}

/** A frame inside this one would be another document beside the card's fields. */
function challengeFor(wish: string | null | undefined, isApart: boolean): string | null | undefined {
  if (isApart) return 'redirect';
  return wish === 'iframe' ? 'auto' : wish;
}

function applyLooks({ pale, rem, 'font-size': size, color, ...others }: Settings['looks'], form: HTMLElement): void {
  const { documentElement: root } = document;
  root.lang = form.lang;
  root.style.cssText = '';
  const inherited = { ...(pale === 'true' && { '--eximpe-quiet': color }), ...others, color, 'font-size': rem };
  for (const [name, value] of Object.entries(inherited)) root.style.setProperty(name, value?.trim() ?? null);
  form.style.fontSize = size ?? '';
}
