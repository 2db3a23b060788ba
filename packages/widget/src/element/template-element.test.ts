import { html, type TemplateResult } from 'lit/html.js';
import { afterEach, expect, test } from 'vitest';
import { TemplateElement } from './template-element.ts';

class Greeting extends TemplateElement {
  static readonly observedAttributes = ['name'];
  renders = 0;
  get name(): string {
    return this.getAttribute('name') ?? '';
  }
  set name(name: string) {
    this.setAttribute('name', name);
  }
  protected css = (): string => ':host { color: rgb(1, 2, 3) }';
  protected template = (): TemplateResult => html`Hello ${this.name}`;
  protected updated(): void {
    this.renders += 1;
  }
}

afterEach(() => document.body.replaceChildren());

test('properties set before the class was there are taken over', async () => {
  const early = document.body.appendChild(document.createElement('early-greeting')) as Greeting;
  early.name = 'Asha';
  customElements.define('early-greeting', Greeting);
  await early.updateComplete;
  expect(early.shadowRoot?.textContent).toBe('Hello Asha');
  expect(early.getAttribute('name')).toBe('Asha');
});

test('many changes in one go are one render, in one style', async () => {
  customElements.define('late-greeting', class extends Greeting {});
  const late = document.createElement('late-greeting') as Greeting;
  late.name = 'a';
  document.body.append(late);
  late.name = 'b';
  late.requestUpdate();
  await late.updateComplete;
  expect(late.shadowRoot?.textContent).toBe('Hello b');
  expect(late.renders).toBe(1);
  expect(getComputedStyle(late).color).toBe('rgb(1, 2, 3)');
});
