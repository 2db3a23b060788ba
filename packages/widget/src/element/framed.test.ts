import { afterEach, expect, test, vi } from 'vitest';
import { scriptedForm } from '../../test/scripted-form.ts';

const CARDS = 'https://cards.invalid';

afterEach(() => document.querySelectorAll('scripted-card-form').forEach((form) => form.remove()));

const frameIn = async (attributes: Readonly<Record<string, string>>): Promise<HTMLIFrameElement> => {
  const script = await scriptedForm(attributes);
  return vi.waitUntil(() => script.form.renderRoot.querySelector('iframe'));
};

test('without src nothing is loaded for a frame', async () => {
  const { loaded, controllers } = await scriptedForm();
  expect(loaded).not.toContain('parts/framed.js');
  expect(controllers).toHaveLength(1);
});

test('with src the form is in a frame of that address, and this page neither pays nor asks', async () => {
  const script = await scriptedForm({ src: `${CARDS}/`, lang: 'hi' });
  const frame = await vi.waitUntil(() => script.form.renderRoot.querySelector('iframe'));
  expect(frame.src).toBe(`${CARDS}/frame?origin=${location.origin}&lang=hi`);
  expect(script.loaded).toContain('parts/framed.js');
  expect(script.controllers).toHaveLength(0);
  expect(script.form.renderRoot.querySelector('input')).toBeNull();
  expect(script.form.validate()).toBe(false);
});

test('src may come late, go, and come again: one frame at a time', async () => {
  const script = await scriptedForm();
  const frames = (): number => script.form.renderRoot.querySelectorAll('iframe').length;
  script.form.src = CARDS;
  await vi.waitUntil(() => frames() === 1);
  expect(script.controllers[0]?.calls).toContain('stop');
  script.form.src = '';
  await vi.waitUntil(() => frames() === 0);
  expect(script.controllers).toHaveLength(2);
  script.form.src = CARDS;
  await vi.waitUntil(() => frames() === 1);
});

test('a change of the checkout is the frame’s to hear of: it stays', async () => {
  const frame = await frameIn({ src: CARDS });
  const form = document.querySelector('scripted-card-form');
  form?.setAttribute('checkout', 'ORDER-2');
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(frame.isConnected).toBe(true);
});

test('what other windows say makes no port', async () => {
  const frame = await frameIn({ src: CARDS });
  const said = vi.spyOn(MessageChannel.prototype, 'port1', 'get');
  window.postMessage('eximpe-frame', '*');
  frame.contentWindow?.postMessage('eximpe-frame', '*');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
});
