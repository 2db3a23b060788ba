import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { createEximpeKit, EximpeKitError, type EximpeKitOptions } from './index.ts';
import type { OptionsSchema } from './options.ts';

const SECRET = 'a-secret-that-only-these-tests-use-01';
const GOOD: EximpeKitOptions = {
  clientId: 'id',
  clientSecret: 'secret',
  encryptionKey: 'key',
  environment: 'sandbox',
  publicUrl: 'https://shop.example',
  secret: SECRET,
  resolveCheckout: () => undefined,
};

/** What can be checked when the kit starts: not what a function takes and returns, nor that a list is never changed. */
type Checkable<Value> = Value extends (...args: never[]) => unknown
  ? (...args: never[]) => unknown
  : { readonly [Key in keyof Value]: Checkable<Value[Key]> };

test('the published type and its schema accept the same options', () => {
  expectTypeOf<Checkable<z.input<typeof OptionsSchema>>>().toEqualTypeOf<Checkable<EximpeKitOptions>>();
});

test.each<[string, object, RegExp]>([
  [
    'a misspelt name',
    { ...GOOD, onPayed: () => undefined },
    /onPayed: there is no such option\. Did you mean "onPaid"\?/,
  ],
  ['a longer name', { ...GOOD, logger: console }, /logger: there is no such option\. Did you mean "log"\?/],
  ['part of a name', { ...GOOD, webhookKey: 'k', origins: [] }, /origins: .* Did you mean "allowedOrigins"\?/],
  ['a name unlike any other', { ...GOOD, colour: 'red' }, /colour: there is no such option\.$/m],
  ...Object.keys(GOOD).map((name): [string, object, RegExp] => [
    `a missing ${name}`,
    { ...GOOD, [name]: undefined },
    new RegExp(`${name}: is missing`),
  ]),
  ['a hook that is not a function', { ...GOOD, resolveCheckout: 7 }, /resolveCheckout: must be a function/],
  ['a short secret', { ...GOOD, secret: 'short' }, /secret: must be 32 characters or more/],
  ['a short secret among several', { ...GOOD, secret: [SECRET, 'short'] }, /secret.*must be 32 characters or more/],
  [
    'the kit’s own secret for sessions',
    { ...GOOD, checkoutSessions: { secret: SECRET } },
    /EXIMPE_OPTIONS_INVALID: checkoutSessions\.secret must differ from secret/,
  ],
  [
    'a secret that is in both during a rotation',
    { ...GOOD, secret: [`new ${SECRET}`, SECRET], checkoutSessions: { secret: [`other ${SECRET}`, SECRET] } },
    /checkoutSessions\.secret must differ from secret/,
  ],
  ['an API version without card payments', { ...GOOD, apiVersion: '3.0.0' }, /3\.0\.0 .*server-side card payment/],
  ['a public address without HTTPS', { ...GOOD, publicUrl: 'http://shop.example' }, /EXIMPE_PUBLIC_URL_NOT_HTTPS/],
  ['an invalid public address', { ...GOOD, publicUrl: 'shop.example' }, /publicUrl: must be the address shoppers use/],
  [
    'an origin with a path',
    { ...GOOD, allowedOrigins: ['https://a.example/x'] },
    /allowedOrigins.0: must be an origin/,
  ],
  ['an unknown network', { ...GOOD, networks: ['jcb'] }, /networks\.0/],
  ['an invalid limit', { ...GOOD, limits: { checkout: { points: 0, seconds: 1 } } }, /limits/],
])('%s is reported with its remedy', (_, options, message) => {
  expect(() => createEximpeKit(options as EximpeKitOptions)).toThrow(EximpeKitError);
  expect(() => createEximpeKit(options as EximpeKitOptions)).toThrow(message);
});

test('errors never contain a secret', () => {
  const options = { ...GOOD, clientSecret: 7, secret: 'short-and-private' } as unknown as EximpeKitOptions;
  expect(() => createEximpeKit(options)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('private') as string }) as Error,
  );
});
