import { afterEach, describe, expect, test, vi } from 'vitest';
import { problem } from '@eximpe/contract';
import { HELLO, type News, type Order } from '../framed/protocol.ts';
import type { PaymentState } from '../payment/state.ts';
import { until } from '../../test/eventually.ts';
import { failedFor, PAYMENT, readyForm, scriptedForm, type Script } from '../../test/scripted-form.ts';

const CARDS = 'https://cards.invalid';

afterEach(() => document.querySelectorAll('scripted-card-form').forEach((form) => form.remove()));

const frameIn = async (attributes: Readonly<Record<string, string>>): Promise<HTMLIFrameElement> => {
  const script = await scriptedForm(attributes);
  return until(() => script.form.renderRoot.querySelector('iframe'));
};

test('without src nothing is loaded for a frame', async () => {
  const { loaded, controllers } = await scriptedForm();
  expect(loaded).not.toContain('parts/framed.js');
  expect(controllers).toHaveLength(1);
});

test('with src the form is in a frame from that address, and this page sends no requests', async () => {
  const script = await scriptedForm({ src: `${CARDS}/`, lang: 'hi' });
  const frame = await until(() => script.form.renderRoot.querySelector('iframe'));
  expect(frame.src).toBe(`${CARDS}/frame?origin=${location.origin}&lang=hi`);
  expect(script.loaded).toContain('parts/framed.js');
  expect(script.controllers).toHaveLength(0);
  expect(script.form.renderRoot.querySelector('input')).toBeNull();
  expect(script.form.validate()).toBe(false);
});

test('src can be set late, removed and set again, with one frame at a time', async () => {
  const script = await scriptedForm();
  const frames = (): number => script.form.renderRoot.querySelectorAll('iframe').length;
  script.form.src = CARDS;
  await until(() => frames() === 1);
  expect(script.controllers[0]?.calls).toContain('stop');
  script.form.src = '';
  await until(() => frames() === 0);
  expect(script.controllers).toHaveLength(2);
  script.form.src = CARDS;
  await until(() => frames() === 1);
});

test('a change of the checkout is sent to the frame, which stays', async () => {
  const frame = await frameIn({ src: CARDS });
  const form = document.querySelector('scripted-card-form');
  form?.setAttribute('checkout', 'ORDER-2');
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(frame.isConnected).toBe(true);
});

test('messages from other windows do not open a port', async () => {
  const frame = await frameIn({ src: CARDS });
  const said = vi.spyOn(MessageChannel.prototype, 'port1', 'get');
  window.postMessage('eximpe-frame', '*');
  frame.contentWindow?.postMessage('eximpe-frame', '*');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
});

const framesOf = ({ form }: Script): HTMLIFrameElement[] => [...form.renderRoot.querySelectorAll('iframe')];

/** The messages to the frame, and a function to send some: a document of this server instead of a card server's. */
async function metFrame(
  script: Script,
): Promise<{ readonly told: string[]; readonly tell: (news: News) => Promise<void> }> {
  const frame = await until(() => framesOf(script)[0]);
  await until(() => frame.contentDocument?.readyState === 'complete' && frame.contentDocument.URL === frame.src);
  const told: string[] = [];
  const inside = frame.contentWindow as Window & { readonly eval: (code: string) => void };
  const handedOver = new Promise<MessagePort>((resolve) =>
    inside.addEventListener('message', ({ ports: [given] }) => given && resolve(given)),
  );
  inside.eval(`parent.postMessage('${HELLO}', '*')`);
  const port = await handedOver;
  port.addEventListener('message', ({ data }) => void told.push((data as Order).type));
  port.start();
  return {
    told,
    tell: async (news) => {
      const heard = script.events.filter(({ type }) => type === 'eximpe-state').length;
      port.postMessage(news);
      // The next message is received next, if the frame is still there.
      port.postMessage({ type: 'eximpe-state', detail: { state: 'entry' } } satisfies News);
      await until(
        () => !frame.isConnected || script.events.filter(({ type }) => type === 'eximpe-state').length > heard,
      );
      await script.form.updateComplete;
    },
  };
}

test('submit() before the frame is there announces that the amount is loading, and reaches the frame once', async () => {
  const script = await scriptedForm({ src: location.origin });
  const [frame] = await until(() => framesOf(script).length > 0 && framesOf(script));
  script.form.submit();
  script.form.submit();
  expect(script.form.validate()).toBe(false);
  script.form.reset();
  script.form.cancel();
  await until(() => script.query('[role=status]').textContent.includes('amount'));
  expect(document.activeElement).not.toBe(script.form);
  const { told } = await metFrame(script);
  await until(() => told.length === 2);
  expect(told).toEqual(['settings', 'submit']);
  // Moved: the frame reloads, and nothing was pressed since.
  document.body.prepend(script.form);
  script.form.focus();
  expect(script.form.renderRoot).toHaveProperty('activeElement', frame);
  const again = await metFrame(script);
  await until(() => again.told.length === 2);
  expect(again.told).toEqual(['settings', 'focus']);
});

describe('a changed src', () => {
  const OTHER = 'https://other.invalid';
  const status = (state: PaymentState['kind']): News => ({
    type: 'form',
    height: 430,
    isValid: true,
    isPaid: state === 'paid',
    state,
  });
  const isNow = (script: Script, src: string): boolean => framesOf(script).some((frame) => frame.src.startsWith(src));

  test.each(['submitting', 'challenge', 'checking'] as const)(
    'waits while the payment in the frame is %s, and applies when the form is back',
    async (state) => {
      const script = await scriptedForm({ src: location.origin });
      const { tell } = await metFrame(script);
      await tell(status(state));
      script.form.src = OTHER;
      await script.form.updateComplete;
      expect(isNow(script, location.origin)).toBe(true);
      // The shop gets the outcome first.
      await tell({ type: 'eximpe-problem', detail: { problem: problem('card_declined') } });
      expect(isNow(script, location.origin)).toBe(true);
      await tell(status('failed'));
      expect(script.events.map(({ type }) => type)).toContain('eximpe-problem');
      await until(() => isNow(script, OTHER));
      expect(framesOf(script)).toHaveLength(1);
    },
  );

  test.each(['paid', 'unknown'] as const)(
    'does not apply if the payment became %s, which stays on screen',
    async (state) => {
      const script = await scriptedForm({ src: location.origin });
      const { tell } = await metFrame(script);
      await tell(status('challenge'));
      script.form.src = OTHER;
      await script.form.updateComplete;
      await tell(status(state));
      expect(isNow(script, location.origin)).toBe(true);
    },
  );

  test('applies at once at the form, and if the payment was already over', async () => {
    for (const state of ['entry', 'failed', 'paid'] as const) {
      const script = await scriptedForm({ src: location.origin });
      const { tell } = await metFrame(script);
      await tell(status(state));
      script.form.src = OTHER;
      await until(() => isNow(script, OTHER));
    }
  });

  test('does not wait for a frame that is gone', async () => {
    const script = await scriptedForm({ src: location.origin });
    const { tell } = await metFrame(script);
    await tell(status('challenge'));
    script.form.remove();
    await new Promise((resolve) => setTimeout(resolve));
    script.form.src = OTHER;
    document.body.append(script.form);
    await until(() => isNow(script, OTHER));
  });

  test('removed during a payment makes this page take over with the reason for the failure', async () => {
    const script = await scriptedForm({ src: location.origin });
    const { tell } = await metFrame(script);
    await tell({ type: 'eximpe-problem', detail: { problem: problem('gateway_unreachable') } });
    await tell(status('checking'));
    script.form.src = '';
    await script.form.updateComplete;
    expect(script.controllers).toHaveLength(0);
    await tell({ type: 'eximpe-problem', detail: { problem: problem('card_declined') } });
    await tell(status('failed'));
    await until(() => script.controllers.length === 1);
    expect(script.controllers[0]?.calls).toEqual(['start ORDER-1 card_declined']);
  });

  test('set during a payment lets this page finish it', async () => {
    const script = await readyForm();
    await script.to({ kind: 'challenge', checkout: null, payment: PAYMENT, mode: 'popup', window: 'open' });
    script.form.src = OTHER;
    await script.form.updateComplete;
    expect(framesOf(script)).toHaveLength(0);
    await script.to(failedFor('card_declined'));
    await until(() => isNow(script, OTHER));
  });
});
