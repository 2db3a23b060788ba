import { problem, type ProblemCode } from '@eximpe/contract';
import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { hi } from '../i18n/lang/hi.ts';
import { registerLanguage } from '../i18n/languages.ts';
import type { PaymentState } from '../payment/state.ts';
import { ATTEMPT, CHECKOUT, ENTRY, PAYMENT, scriptedForm, type Script } from './scripted-form.ts';

afterEach(() => document.body.replaceChildren());

const NUMBER = '6082015309577308';
const input = (script: Script, field: string): HTMLInputElement =>
  script.query(`[data-field=${field}]`) as HTMLInputElement;
const pay = (script: Script): HTMLElement => script.query('[type=submit]');
const focused = (script: Script): Element | null | undefined => script.form.shadowRoot?.activeElement;

async function ready(attributes: Readonly<Record<string, string>> = {}): Promise<Script> {
  const script = await scriptedForm(attributes);
  await script.to(ENTRY);
  return script;
}

async function typeCard(script: Script, number = NUMBER): Promise<void> {
  input(script, 'number').focus();
  await userEvent.keyboard(number);
  input(script, 'expiry').focus();
  await userEvent.keyboard('0530');
  input(script, 'cvc').focus();
  await userEvent.keyboard('123');
  input(script, 'name').focus();
  await userEvent.keyboard('Asha Menon');
}

const failed = (code: ProblemCode): PaymentState => ({
  kind: 'failed',
  checkout: CHECKOUT,
  payment: { ...PAYMENT, status: 'failed' },
  problem: problem(code),
});

describe('paying', () => {
  test('a card typed by hand is handed over once, digits only, with its network', async () => {
    const script = await ready();
    expect(pay(script).textContent.trim()).toBe('Pay ₹1,000.00');
    await typeCard(script);
    expect(input(script, 'number').value).toBe('6082 0153 0957 7308');
    expect(input(script, 'expiry').value).toBe('05 / 30');
    await userEvent.keyboard('{Enter}');
    const card = {
      kind: 'new',
      number: NUMBER,
      expiryMonth: '05',
      expiryYear: '2030',
      cvc: '123',
      holderName: 'Asha Menon',
      network: 'rupay',
    };
    expect(script.sent).toEqual([[card, undefined]]);
    await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
    script.form.submit();
    expect(script.sent).toHaveLength(1);
    expect(input(script, 'number').readOnly).toBe(true);
    expect(focused(script)).toBe(input(script, 'name'));
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
    expect(focused(script)?.textContent).toBe('Payment complete');
  });

  test('the caret moves on by itself while typing, and not while correcting', async () => {
    const script = await ready();
    input(script, 'number').focus();
    await userEvent.keyboard(NUMBER);
    expect(focused(script)).toBe(input(script, 'expiry'));
    await userEvent.keyboard('0530');
    expect(focused(script)).toBe(input(script, 'cvc'));
    input(script, 'number').focus();
    input(script, 'number').setSelectionRange(19, 19);
    await userEvent.keyboard('{Backspace}8');
    expect(focused(script)).toBe(input(script, 'number'));
  });

  test('an empty form says what is missing, at each field, and puts the caret into the first', async () => {
    const script = await ready();
    pay(script).click();
    await script.form.updateComplete;
    expect(script.sent).toEqual([]);
    expect(focused(script)).toBe(input(script, 'number'));
    expect(input(script, 'number').getAttribute('aria-invalid')).toBe('true');
    expect(script.query('#eximpe-number-error').textContent).toBe('Enter the card number');
    expect(script.query('[role=alert]').textContent).toBe(
      'Please check: Card number, Expiry date, Security code, Name on card',
    );
  });

  test('what is wrong is said when a field is left, and taken back when it is touched', async () => {
    const script = await ready();
    input(script, 'number').focus();
    await userEvent.keyboard('4111111111111112');
    await script.form.updateComplete;
    expect(input(script, 'number').getAttribute('aria-invalid')).toBe('false');
    await userEvent.tab();
    await script.form.updateComplete;
    expect(script.query('#eximpe-number-error').textContent).toBe('Check the card number');
    input(script, 'number').focus();
    await userEvent.keyboard('{End}{Backspace}');
    await script.form.updateComplete;
    expect(input(script, 'number').getAttribute('aria-invalid')).toBe('false');
  });

  test('a network that is not accepted is said at once, by name', async () => {
    const script = await ready();
    input(script, 'number').focus();
    await userEvent.keyboard('3782');
    await script.form.updateComplete;
    expect(script.query('#eximpe-number-error').textContent).toContain('American Express is not accepted here');
    expect(script.query('[part=network-mark]').getAttribute('aria-label')).toBe('American Express');
  });

  test('the network is announced once it is sure, and again when the number is replaced', async () => {
    const script = await ready();
    const said = async (keys: string): Promise<string> => {
      input(script, 'number').select();
      await userEvent.keyboard(keys);
      await script.form.updateComplete;
      return script.query('[role=status]').textContent;
    };
    expect(await said('6')).toBe('');
    expect(await said('4111')).toBe('Visa');
    expect(await said('6082')).toBe('RuPay');
    expect(await said('6011')).toBe('Discover');
    input(script, 'number').value = '6082015309577308';
    input(script, 'number').dispatchEvent(new Event('input', { bubbles: true }));
    await script.form.updateComplete;
    expect(script.query('[role=status]').textContent).toBe('RuPay');
  });

  test('credit or debit is asked only where it must be, and then it is needed', async () => {
    const script = await scriptedForm();
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, mop: 'ask' } });
    await typeCard(script);
    pay(script).click();
    await script.form.updateComplete;
    expect(script.sent).toEqual([]);
    expect(script.query('#eximpe-mop-error').textContent).toBe('Choose credit or debit');
    script.query('[value=debit_card]').click();
    pay(script).click();
    expect(script.sent[0]?.[1]).toBe('debit_card');
  });

  test('nothing can be sent before the server has said what it costs', async () => {
    const script = await scriptedForm();
    await typeCard(script);
    pay(script).click();
    expect(script.sent).toEqual([]);
    expect(pay(script).textContent.trim()).toBe('Pay');
  });
});

describe('every state has a face', () => {
  const CHALLENGE = { kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'popup', window: 'open' } as const;
  const CHECKING = {
    kind: 'checking',
    checkout: CHECKOUT,
    attempt: ATTEMPT,
    payment: PAYMENT,
    why: 'returned',
  } as const;
  test.each<[PaymentState, string, string, string?]>([
    [CHALLENGE, 'Confirm with your bank', 'Open the bank’s page', 'reopenChallenge'],
    [{ ...CHALLENGE, window: 'blocked' }, 'page is not open', 'Open the bank’s page', 'reopenChallenge'],
    [{ ...CHALLENGE, window: 'closed' }, 'page is not open', 'Cancel this payment', 'cancel'],
    [CHECKING, 'Checking with your bank', ''],
    [{ ...CHECKING, why: 'answer_lost' }, 'Do not pay again', ''],
    [{ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } }, 'RuPay card ending in 7308', ''],
    [failed('card_declined'), 'declined this card', 'Use another card', 'retry'],
    [failed('challenge_failed'), 'did not confirm', 'Try again', 'retry'],
    [{ kind: 'unknown', attempt: ATTEMPT, payment: PAYMENT }, 'Do not pay again', 'Check again', 'checkNow'],
    [{ kind: 'unavailable', problem: problem('checkout_unknown') }, 'does not know this order', 'Try again', 'retry'],
  ])('%j', async (state, words, button, verb) => {
    const script = await ready();
    await script.to(state);
    expect(script.query('form').hidden).toBe(true);
    expect(script.text()).toContain(words);
    const shown = [...script.form.renderRoot.querySelectorAll('.panel button')];
    const wanted = shown.find((each) => each.textContent.trim() === button);
    if (verb) {
      (wanted as HTMLElement).click();
      expect(script.controllers[0]?.calls.at(-1)).toBe(verb);
    } else expect(shown).toEqual([]);
  });

  test('a declined card is wiped and typed anew; the name stays', async () => {
    const script = await ready();
    await typeCard(script);
    await script.to(failed('card_declined'));
    script.query('.panel button').focus();
    await script.to(ENTRY);
    expect(['number', 'expiry', 'cvc', 'name'].map((field) => input(script, field).value)).toEqual([
      '',
      '',
      '',
      'Asha Menon',
    ]);
    expect(focused(script)).toBe(input(script, 'number'));
  });

  test('a wrong security code costs only the security code', async () => {
    const script = await ready();
    await typeCard(script);
    await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
    await script.to({ kind: 'entry', checkout: CHECKOUT, problem: problem('cvc_incorrect') });
    expect(script.query('[part=problem]').textContent).toContain('The security code is wrong');
    expect(input(script, 'number').value).not.toBe('');
    expect(input(script, 'cvc').value).toBe('');
    expect(focused(script)).toBe(input(script, 'cvc'));
  });
});

describe('what the page learns', () => {
  test('each step once, and never a digit of the card but the last four', async () => {
    const script = await ready();
    await typeCard(script);
    await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
    const { type, detail } = script.events.at(-1) ?? {};
    expect(type).toBe('eximpe-settled');
    expect(detail).toEqual({ status: 'successful', orderId: 'OD1234567890', network: 'rupay', last4: '7308' });
    expect(script.events.map((event) => event.type)).toEqual([
      'eximpe-ready',
      'eximpe-state',
      'eximpe-change',
      'eximpe-change',
      'eximpe-state',
      'eximpe-change',
      'eximpe-state',
      'eximpe-settled',
    ]);
    expect(JSON.stringify(script.events)).not.toMatch(/6082|0153|"123"|Asha/);
  });

  test('nothing a listener gets can be changed under the form', async () => {
    const script = await ready();
    await script.to({ kind: 'unavailable', problem: problem('gateway_unreachable') });
    const of = (type: string) => script.events.find((event) => event.type === type)?.detail;
    const { networks } = of('eximpe-ready') as { networks: string[] };
    expect(() => networks.pop()).toThrow(TypeError);
    expect(Object.isFrozen((of('eximpe-problem') as { problem: object }).problem)).toBe(true);
  });

  test('keys and input do not bubble to listeners of the page; Escape does', async () => {
    const heard: string[] = [];
    const listen = (event: Event): void => void heard.push(event instanceof KeyboardEvent ? event.key : event.type);
    for (const type of ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'paste'])
      document.addEventListener(type, listen);
    const script = await ready();
    await typeCard(script);
    await userEvent.keyboard('{Escape}');
    for (const type of ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'paste'])
      document.removeEventListener(type, listen);
    expect(heard).toEqual(['Escape', 'Escape']);
  });
});

describe('card data', () => {
  const values = (script: Script): string =>
    ['number', 'expiry', 'cvc', 'name'].map((field) => input(script, field).value).join('');

  test('is wiped when paid', async () => {
    const script = await ready();
    await typeCard(script);
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
    expect(values(script)).toBe('');
  });

  test('is wiped when the page goes away or the element is taken out, and survives a mere move', async () => {
    const script = await ready();
    await typeCard(script);
    const elsewhere = document.body.appendChild(document.createElement('div'));
    elsewhere.append(script.form);
    await script.form.updateComplete;
    expect(values(script)).not.toBe('');
    expect(script.controllers[0]?.calls).toEqual(['start ORDER-1']);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(values(script)).toBe('');
    await typeCard(script);
    script.form.remove();
    await Promise.resolve();
    expect(values(script)).toBe('');
    expect(script.controllers[0]?.calls).toEqual(['start ORDER-1', 'stop']);
  });
});

test('attributes changed in the middle of a payment do not disturb it, and its outcome stays on the screen', async () => {
  const script = await ready();
  await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
  script.form.checkout = 'ORDER-2';
  await script.form.updateComplete;
  await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  expect(script.controllers.map(({ calls }) => calls)).toEqual([['start ORDER-1']]);
  expect(script.text()).toContain('Payment complete');
  script.form.checkout = 'ORDER-3';
  await script.form.updateComplete;
  expect(script.controllers.at(-1)?.calls).toEqual(['start ORDER-3']);
});

test.each([undefined, null, ''])('a property that is set to %s is not there', async (value) => {
  const script = await scriptedForm();
  for (const name of ['disabled', 'readonly', 'checkout', 'challenge', 'theme'] as const) {
    script.form.setAttribute(name, 'x');
    Reflect.set(script.form, name, value);
    expect(script.form.hasAttribute(name), name).toBe(false);
  }
});

describe('a page that is not written right', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const listen = (): (() => string[]) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    return () => warn.mock.calls.map(String);
  };

  test.each([
    [{ checkout: '' }, 'checkout is missing. Set it to'],
    [{ endpoint: '' }, 'endpoint is missing or no address. Set it to'],
    [{ endpoint: 'https://' }, 'endpoint is missing or no address. Set it to'],
  ])('%j: the developer is told the remedy once, and the shopper calmly', async (attributes, remedy) => {
    const warned = listen();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const script = await scriptedForm(attributes);
    expect(script.query('form').hidden).toBe(false);
    vi.advanceTimersByTime(2_000);
    await script.form.updateComplete;
    expect(script.text()).toContain('Something is wrong in this shop. Please tell it.');
    expect(script.form.renderRoot.querySelectorAll('.panel button')).toHaveLength(0);
    expect(script.events.at(-1)).toMatchObject({
      type: 'eximpe-problem',
      detail: { problem: { code: 'request_invalid' } },
    });
    expect(warned().filter((sentence) => sentence.includes(remedy)).length).toBeLessThanOrEqual(1);
    // What comes late is taken up all the same.
    script.form.setAttribute('endpoint', '/eximpe');
    script.form.setAttribute('checkout', 'ORDER-1');
    await script.form.updateComplete;
    expect(script.controllers[0]?.calls).toEqual(['start ORDER-1']);
  });

  test('a value that is none of those there are is said with those there are, and the default counts', async () => {
    const warned = listen();
    const script = await ready({ challenge: 'window', theme: 'night', density: 'tight', lang: 'xx' });
    await script.form.updateComplete;
    const all = warned().join('\n');
    expect(all).toContain('challenge="window" is unknown, so auto is used. It may be auto, popup, iframe, redirect.');
    expect(all).toContain('theme="night" is unknown');
    expect(all).toContain('density="tight" is unknown');
    expect(all).toContain('lang="xx" is unknown, so en is used.');
    const told = warned().length;
    script.form.theme = 'dark';
    await script.form.updateComplete;
    expect(warned()).toHaveLength(told);
    expect(getComputedStyle(script.form).colorScheme).toBe('dark');
    expect(pay(script).textContent.trim()).toBe('Pay ₹1,000.00');
  });
});

describe('offline', () => {
  const line = (online: boolean): void => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
    window.dispatchEvent(new Event(online ? 'online' : 'offline'));
  };
  afterEach(() => void vi.restoreAllMocks());

  test('while typing it is shown and said, nothing is sent, and what was typed stays', async () => {
    const script = await ready();
    await typeCard(script);
    line(false);
    await script.form.updateComplete;
    expect(script.query('[part=problem]').textContent).toContain('You are offline');
    expect(script.query('[role=alert]').textContent).toContain('You are offline');
    script.form.submit();
    expect(script.sent).toEqual([]);
    line(true);
    await script.form.updateComplete;
    expect(script.form.renderRoot.querySelector('[part=problem]')).toBeNull();
    expect(script.query('[role=alert]').textContent).toBe('');
    script.form.submit();
    expect(script.sent).toHaveLength(1);
  });

  test('a settled payment is left in peace', async () => {
    const script = await ready();
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
    line(false);
    await script.form.updateComplete;
    expect(script.query('[role=alert]').textContent).toBe('');
    expect(script.query('.panel').textContent).not.toMatch(/offline|connection/);
  });

  test('while the bank is asked, the shopper is told not to pay again', async () => {
    const script = await ready();
    await script.to({ kind: 'checking', checkout: CHECKOUT, attempt: ATTEMPT, payment: PAYMENT, why: 'returned' });
    expect(script.text()).not.toContain('Do not pay again');
    line(false);
    await script.form.updateComplete;
    expect(script.query('.panel').textContent).toContain('Do not pay again');
    expect(script.query('[role=alert]').textContent).toContain('Do not pay again');
  });
});

test('what was said urgently is taken back when the payment has moved on', async () => {
  const script = await ready();
  await script.to({ ...ENTRY, problem: problem('card_declined') } as PaymentState);
  await script.to({ kind: 'loading' });
  expect(script.query('[role=alert]').textContent).toBe('');
  await script.to({ ...ENTRY, problem: problem('challenge_abandoned') } as PaymentState);
  expect(script.query('[role=alert]').textContent).toContain('did not confirm');
  await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  expect(script.query('[role=alert]').textContent).toBe('');
});

describe('what the page may do', () => {
  test('validate shows what is missing and says no, reset empties the form, focus goes where it is needed', async () => {
    const script = await ready();
    expect(script.form.validate()).toBe(false);
    await script.form.updateComplete;
    expect(script.query('#eximpe-name-error').textContent).not.toBe('');
    await typeCard(script);
    expect(script.form.validate()).toBe(true);
    script.form.focus();
    expect(focused(script)).toBe(pay(script));
    script.form.reset();
    await script.form.updateComplete;
    expect(input(script, 'number').value + input(script, 'name').value).toBe('');
    expect(script.query('#eximpe-name-error').textContent).toBe('');
    script.form.focus();
    expect(focused(script)).toBe(input(script, 'number'));
  });

  test('a Pay button of the shop sends the form, once', async () => {
    const script = await ready();
    const own = document.createElement('button');
    own.slot = 'submit';
    script.form.append(own);
    await typeCard(script);
    const around = document.createElement('form');
    const sentOn = vi.fn<(event: Event) => void>((event) => event.preventDefault());
    around.addEventListener('submit', sentOn);
    document.body.append(around);
    around.append(script.form);
    own.click();
    expect(script.sent).toHaveLength(1);
    // A form of the shop around it stays where it is, or the page would be gone in mid-payment.
    expect(sentOn).not.toHaveBeenCalled();
    own.remove();
    pay(script).click();
    expect(script.sent).toHaveLength(2);
    script.form.requestSubmit();
    expect(script.sent).toHaveLength(3);
  });

  test('a disabled form can neither be typed in nor sent; a readonly one stands as it is and can be sent', async () => {
    const script = await ready();
    await typeCard(script);
    script.form.disabled = true;
    await script.form.updateComplete;
    expect(script.query('form').inert).toBe(true);
    script.form.submit();
    expect(script.sent).toHaveLength(0);
    script.form.disabled = false;
    script.form.readonly = true;
    await script.form.updateComplete;
    expect(input(script, 'number').readOnly).toBe(true);
    script.form.submit();
    expect(script.sent).toHaveLength(1);
  });

  test('cancel is asked of the payment, never concluded here', async () => {
    const script = await ready();
    script.form.cancel();
    expect(script.controllers[0]?.calls.at(-1)).toBe('cancel');
    expect(script.events.some(({ type }) => type === 'eximpe-settled')).toBe(false);
  });

  test('words and language may change while the form is in use', async () => {
    registerLanguage('hi', hi);
    const script = await ready({ lang: 'hi' });
    expect(script.text()).toContain('कार्ड नंबर');
    expect(pay(script).textContent.trim()).toBe('₹1,000.00 का भुगतान करें');
    await typeCard(script);
    script.form.lang = 'en';
    script.form.messages = { pay: 'Donate {amount}' };
    await script.form.updateComplete;
    expect(pay(script).textContent.trim()).toBe('Donate ₹1,000.00');
    expect(input(script, 'number').value).toBe('6082 0153 0957 7308');
  });

  test('works inside the shadow root of another element', async () => {
    const script = await ready();
    const host = document.body.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'open' }).append(script.form);
    await typeCard(script);
    await userEvent.keyboard('{Enter}');
    expect(script.sent).toHaveLength(1);
  });
});
