import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CardFields } from './card-fields.ts';
import { FIELDS, type FieldName } from './judge-card.ts';

let inputs: Record<FieldName, HTMLInputElement>;
let fields: CardFields;
let advances = true;

beforeEach(() => {
  const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
  inputs = Object.fromEntries(
    FIELDS.map((name) => [name, root.appendChild(document.createElement('input'))]),
  ) as typeof inputs;
  fields = new CardFields({
    input: (name) => inputs[name],
    accepts: () => true,
    lacksCvc: (network) => network === 'maestro',
    advances: () => advances,
    onChange: () => {},
  });
  for (const name of FIELDS) inputs[name].addEventListener('input', (event) => fields.typed(name, event));
  for (const name of FIELDS) inputs[name].addEventListener('blur', () => fields.left(name));
});
afterEach(() => {
  document.body.replaceChildren();
  advances = true;
});

async function type(name: FieldName, keys: string): Promise<string> {
  inputs[name].focus();
  await userEvent.keyboard(keys);
  return inputs[name].value;
}

async function paste(name: FieldName, text: string): Promise<string> {
  const source = document.body.appendChild(document.createElement('textarea'));
  source.value = text;
  source.select();
  await userEvent.copy();
  inputs[name].focus();
  inputs[name].select();
  await userEvent.paste();
  return inputs[name].value;
}

/** As browsers do: first the value changes, then the event fires. */
function autofill(name: FieldName, value: string): string {
  inputs[name].value = value;
  inputs[name].dispatchEvent(new Event('input', { bubbles: true }));
  return inputs[name].value;
}

describe('typing a number', () => {
  test('it is grouped as on the card, American Express too', async () => {
    expect(await type('number', '4111111111')).toBe('4111 1111 11');
    inputs.number.select();
    expect(await type('number', '378282246310005')).toBe('3782 822463 10005');
  });

  test('a digit inserted in the middle leaves the caret after it', async () => {
    await type('number', '41111111');
    inputs.number.setSelectionRange(2, 2);
    await userEvent.keyboard('99');
    expect(inputs.number.value).toBe('4199 1111 11');
    expect(inputs.number.selectionStart).toBe(5);
  });

  test('deleting across a gap removes the digit, from both sides', async () => {
    await type('number', '41111111{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{Backspace}{Backspace}');
    expect(inputs.number.value).toBe('4111 11');
    inputs.number.setSelectionRange(4, 4);
    await userEvent.keyboard('{Delete}');
    expect(inputs.number.value).toBe('4111 1');
  });

  test('undo goes back through what was typed', async () => {
    await type('number', '411111');
    await userEvent.keyboard('{Control>}z{/Control}{Control>}z{/Control}{Control>}z{/Control}{Control>}z{/Control}');
    expect(inputs.number.value.replace(/ /g, '').length).toBeLessThan(6);
    expect('4111 11'.startsWith(inputs.number.value)).toBe(true);
  });

  test('an extra digit in the middle is ignored, and no digit is lost at the end', async () => {
    await type('number', '5123456789012346');
    inputs.number.setSelectionRange(3, 3);
    await userEvent.keyboard('9');
    expect(inputs.number.value).toBe('5123 4567 8901 2346');
    expect(inputs.number.selectionStart).toBe(3);
  });

  test('the caret stays where it is when advancing is turned off', async () => {
    advances = false;
    await type('number', '4895380110000003');
    expect(inputs.number.matches(':focus')).toBe(true);
    advances = true;
    await type('expiry', '0530');
    expect(inputs.cvc.matches(':focus')).toBe(true);
  });

  test('pressing Tab after each field leaves each value in its own field', async () => {
    const root = inputs.number.getRootNode() as ShadowRoot;
    root.addEventListener('keydown', (event) => {
      if (fields.isTabTooMany(event as KeyboardEvent)) event.preventDefault();
    });
    await type('number', '4111111111111111{Tab}0530{Tab}123{Tab}Asha');
    expect(FIELDS.map((name) => inputs[name].value)).toEqual(['4111 1111 1111 1111', '05 / 30', '123', 'Asha']);
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(inputs.cvc.matches(':focus')).toBe(true);
  });

  test('a pasted code that is too long stays whole, so that the mistake is visible', async () => {
    await type('number', '4111111111111111');
    expect(await paste('cvc', '12345')).toBe('12345');
    inputs.name.focus();
    expect(fields.state.errors.cvc).toBe('cvc_length');
  });

  test('keys after the last digit do nothing', async () => {
    await type('expiry', '0530');
    expect(await type('number', '51234567890123465')).toBe('5123 4567 8901 2346');
  });

  test.each([
    ['4111 1111 1111 1111'],
    ['4111-1111-1111-1111'],
    ['\u00a04111\u00a01111\u00a01111\u00a01111\u00a0'],
    ['४१११ ११११ ११११ ११११'],
    ['Card: 4111.1111.1111.1111'],
  ])('%j is pasted as a card number', async (text) => {
    expect(await paste('number', text)).toBe('4111 1111 1111 1111');
  });
});

describe('a date', () => {
  test.each([
    ['0530', '05 / 30'],
    ['530', '05 / 30'],
    ['05/30', '05 / 30'],
    ['5/30', '05 / 30'],
    ['05/20', '05 / 20'],
    ['052030', '05 / 30'],
    ['12', '12 / '],
    ['1', '1'],
    ['13', '01 / 3'],
  ])('typed as %s stands as %s', async (keys, shown) => {
    expect(await type('expiry', keys)).toBe(shown);
  });

  test.each(['2030-05', '203005', '2030/05'])('%s is also understood key by key', async (keys) => {
    expect(await type('expiry', keys)).toBe('05 / 30');
  });

  test.each(['05/2030', '05 / 2030', '2030-05', '05.30', '0530', '5-30', '०५/३०'])(
    'autofilled or pasted as %s is 05 / 30',
    async (text) => {
      expect(autofill('expiry', text)).toBe('05 / 30');
      expect(await paste('expiry', text)).toBe('05 / 30');
    },
  );

  test('can be deleted key by key', async () => {
    await type('expiry', '0530');
    const seen: string[] = [];
    for (let i = 0; i < 4; i += 1) seen.push(await type('expiry', '{Backspace}'));
    expect(seen).toEqual(['05 / 3', '05 / ', '0', '']);
  });

  test('a four-digit year is shortened, and undo goes back through what was typed', async () => {
    await type('expiry', '05/2030');
    inputs.name.focus();
    expect(inputs.expiry.value).toBe('05 / 30');
    inputs.expiry.focus();
    const seen: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      await userEvent.keyboard('{Control>}z{/Control}');
      seen.push(inputs.expiry.value);
    }
    expect(seen.filter((text) => !'052030'.startsWith(text.replace(/\D/g, '')))).toEqual([]);
  });
});

test('a card filled in by the browser is complete, and the caret does not move', () => {
  inputs.name.focus();
  autofill('number', '6082015309577308');
  autofill('expiry', '05/2030');
  autofill('cvc', '123');
  autofill('name', 'Asha Menon');
  expect(fields.state).toMatchObject({ complete: true, errors: {}, detection: { network: 'rupay' } });
  expect(inputs.name.matches(':focus')).toBe(true);
});

test('a Maestro card without a security code is complete if the shop accepts such cards; others are not', () => {
  autofill('number', '6759649826438453');
  autofill('expiry', '05/2030');
  autofill('name', 'Asha Menon');
  expect(fields.state.complete).toBe(true);
  expect(fields.read()).not.toHaveProperty('cvc');
  autofill('number', '4111111111111111');
  expect(fields.state.complete).toBe(false);
});
