import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeName } from './cardholder-name.ts';
import { judgeCvc } from './cvc.ts';
import { detectNetwork } from './detect-network.ts';
import { asciiDigits, onlyDigits } from './digits.ts';
import { judgeExpiry } from './expiry.ts';
import { passesLuhn } from './luhn.ts';
import type { KnownNetwork } from './networks.ts';
import { judgePan } from './pan.ts';

const anyNetwork = (): boolean => true;
const november2026 = new Date(2026, 10, 15);

/** Every card in EximPe's documents, with its network there. */
const DOCUMENTED = [
  ['5123456789012346', 'mastercard'],
  ['5497774415170603', 'mastercard'],
  ['5118700000000003', 'mastercard'],
  ['5105105105105100', 'mastercard'],
  ['5552190758372734', 'mastercard'],
  ['5409162669381034', 'mastercard'],
  ['5445856839524391', 'mastercard'],
  ['5176539438527826', 'mastercard'],
  ['5506900480000008', 'mastercard'],
  ['4012001037141112', 'visa'],
  ['4594538050639999', 'visa'],
  ['4576238912771450', 'visa'],
  ['4706131211212123', 'visa'],
  ['4062288312345026', 'visa'],
  ['4444333322221111', 'visa'],
  ['4386241223215159', 'visa'],
  ['4895380110000003', 'visa'],
  ['4895370077346937', 'visa'],
  ['4111111111111111', 'visa'],
  ['6082015309577308', 'rupay'],
  ['6528591234543575', 'rupay'],
  ['6074825972083818', 'rupay'],
  ['6074828163369590', 'rupay'],
  ['6521123456789012', 'rupay'],
  ['378282246310005', 'amex'],
] as const;

describe('the network of a card', () => {
  test.each(DOCUMENTED)('%s is a %s card, and is never shown as another one while it is typed', (number, network) => {
    for (let length = 1; length <= number.length; length += 1) {
      const { network: seen, candidates } = detectNetwork(number.slice(0, length));
      expect([undefined, network]).toContain(seen);
      expect(candidates).toContain(network);
    }
    expect(detectNetwork(number)).toMatchObject({ network, sure: true });
  });

  test.each([
    ['6011111111111117', 'discover'],
    ['6500000000000002', 'discover'],
    ['3530111333300000', 'jcb'],
    ['3538020000000000', 'rupay'],
    ['30569309025904', 'diners'],
    ['6200000000000005', 'unionpay'],
    ['6759649826438453', 'maestro'],
    ['2223003122003222', 'mastercard'],
    ['8172000000000000', 'rupay'],
    ['5085000000000000', 'rupay'],
  ])('%s is %s', (number, network) => {
    expect(detectNetwork(number).network).toBe(network);
  });

  test.each(['6', '60', '65', '652', '5', '50', '81', '3', '2'])(
    '%s could still be several networks, and none is named',
    (start) => {
      expect(detectNetwork(start).network).toBeUndefined();
    },
  );

  test('a card that only an unsourced range matches is charged, but without a logo', () => {
    expect(detectNetwork('8299000000000000')).toMatchObject({ network: 'rupay', sure: false });
  });
});

describe('a card number', () => {
  const judge = (text: string, accepts: (network: KnownNetwork) => boolean): ReturnType<typeof judgePan> =>
    judgePan(onlyDigits(text), detectNetwork(onlyDigits(text)), accepts);

  test.each(DOCUMENTED)('%s is ready to be charged', (number, network) => {
    expect(judge(number.replace(/(.{4})/g, '$1 '), anyNetwork)).toEqual({
      kind: 'valid',
      value: { digits: number, network },
    });
  });

  test.each([
    ['', 'incomplete', 'number_empty'],
    ['4111 1111 1111 111', 'incomplete', 'number_incomplete'],
    ['5123 4567 8901 2345', 'invalid', 'number_wrong'],
    ['4111 1111 1111 1112', 'incomplete', 'number_wrong'],
    ['5123 4567 8901 23466', 'invalid', 'number_wrong'],
    ['9999 9999', 'invalid', 'network_unknown'],
    ['3782 8', 'invalid', 'network_not_accepted'],
  ])('"%s" is %s because of %s', (text, kind, reason) => {
    expect(judge(text, (network) => network !== 'amex')).toEqual({ kind, reason });
  });

  test('a single wrong digit is always detected', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DOCUMENTED), fc.nat(14), fc.integer({ min: 1, max: 9 }), ([number], at, add) => {
        const wrong = number.slice(0, at) + ((Number(number[at]) + add) % 10) + number.slice(at + 1);
        return !passesLuhn(wrong);
      }),
    );
  });

  test('can be typed in any script', () => {
    expect(asciiDigits('४१११ ۴۵۶ ০১২ ௩ ４')).toBe('4111 456 012 3 4');
  });
});

describe('an expiry date', () => {
  test.each([
    '5/27',
    '05/27',
    '0527',
    '527',
    '05-2027',
    '05.27',
    '5-27',
    '2027-05',
    '05 / 2027',
    '052027',
    '52027',
    '202705',
    '०५/२७',
    ' 05 / 27 ',
  ])('"%s" means May 2027', (text) => {
    expect(judgeExpiry(text, november2026)).toEqual({ kind: 'valid', value: { month: '05', year: '2027' } });
  });

  test.each([
    ['1227', '12', '2027'],
    ['12/2027', '12', '2027'],
    ['1/27', '01', '2027'],
    ['127', '01', '2027'],
    ['12027', '01', '2027'],
    ['11/26', '11', '2026'],
  ])('"%s" means %s %s', (text, month, year) => {
    expect(judgeExpiry(text, november2026)).toEqual({ kind: 'valid', value: { month, year } });
  });

  test.each([
    ['', 'incomplete', 'expiry_empty'],
    ['0', 'incomplete', 'expiry_incomplete'],
    ['05', 'incomplete', 'expiry_incomplete'],
    ['05 / 2', 'incomplete', 'expiry_incomplete'],
    ['05 / 20', 'incomplete', 'expiry_past'],
    ['05 / 202', 'incomplete', 'expiry_incomplete'],
    ['13/27', 'invalid', 'expiry_wrong'],
    ['00/27', 'invalid', 'expiry_wrong'],
    ['05/1999', 'invalid', 'expiry_wrong'],
    ['10/26', 'invalid', 'expiry_past'],
    ['05/2019', 'invalid', 'expiry_past'],
    ['05/99', 'invalid', 'expiry_wrong'],
  ])('"%s" is %s because of %s', (text, kind, reason) => {
    expect(judgeExpiry(text, november2026)).toEqual({ kind, reason });
  });
});

test.each([
  ['12', 3, { kind: 'incomplete', reason: 'cvc_length' }],
  ['123', 3, { kind: 'valid', value: '123' }],
  ['123', 4, { kind: 'incomplete', reason: 'cvc_length' }],
  ['1234', 3, { kind: 'invalid', reason: 'cvc_length' }],
  ['१२३', undefined, { kind: 'valid', value: '123' }],
] as const)('the security code "%s" where %s digits are due', (text, length, verdict) => {
  expect(judgeCvc(text, length)).toEqual(verdict);
});

test('a card number in the name field is refused', () => {
  expect(judgeName('4895 3801 1000 0003')).toEqual({ kind: 'invalid', reason: 'name_is_number' });
  expect(judgeName('  Asha   Menon ')).toEqual({ kind: 'valid', value: 'Asha Menon' });
});

describe('a number that may be RuPay', () => {
  const indian: ReadonlySet<KnownNetwork> = new Set(['visa', 'mastercard', 'rupay']);
  const accepts = (network: KnownNetwork): boolean => indian.has(network);
  const judge = (digits: string): ReturnType<typeof judgePan> =>
    judgePan(digits, detectNetwork(digits, accepts), accepts);
  /** With the correct check digit. */
  const whole = (start: string): string =>
    Array.from('0123456789')
      .map((last) => start.padEnd(15, '0') + last)
      .find(passesLuhn) ?? '';

  test.each(['3561', '8115', '353800', '6250', '6011', '6500', '508100', '508300', '8299'])(
    '%s… is not refused, is charged as RuPay, and no other network’s logo is shown',
    (start) => {
      const digits = whole(start);
      for (let length = 1; length < digits.length; length += 1)
        expect(judge(digits.slice(0, length)).kind).toBe('incomplete');
      expect(judge(digits)).toEqual({ kind: 'valid', value: { digits, network: 'rupay' } });
      const { network, sure } = detectNetwork(digits, accepts);
      expect(sure ? network : 'rupay').toBe('rupay');
    },
  );

  test.each(['6440', '5018', '36', '3782'])('%s… can’t be RuPay, and is refused', (start) => {
    expect(judge(start)).toEqual({ kind: 'invalid', reason: 'network_not_accepted' });
  });

  test.each([
    ['3561', 'jcb'],
    ['6011', 'discover'],
  ] as const)('%s… is refused if RuPay is not accepted, and counts as %s if that is accepted', (start, network) => {
    const digits = whole(start);
    const onlyVisa = (each: KnownNetwork): boolean => each === 'visa';
    expect(judgePan(digits, detectNetwork(digits, onlyVisa), onlyVisa)).toMatchObject({
      reason: 'network_not_accepted',
    });
    expect(detectNetwork(digits).network).toBe(network);
  });

  test('the Maestro cards of the State Bank of India are Maestro', () => {
    expect(detectNetwork('622018').network).toBe('maestro');
  });
});
