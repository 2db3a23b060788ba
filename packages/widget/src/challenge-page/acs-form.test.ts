import type { AcsFormRules, Refusal } from '@eximpe/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENTED_ACS_TEMPLATE } from '../../test/fixtures/documented-acs-template.ts';
import survives from '../parts/sanitized.ts';
import { readAcsForm } from './acs-form.ts';
import type { Verdict } from './acs-form.ts';
import { readTemplate } from './acs-template.ts';

const RULES: AcsFormRules = { ownOrigins: ['https://shop.example'], acsHosts: null, allowLoopbackHttp: false };
const DEVELOPER: AcsFormRules = { ownOrigins: ['http://localhost:4242'], acsHosts: null, allowLoopbackHttp: true };
const judge = (template: string, rules: AcsFormRules = RULES): Verdict =>
  readAcsForm(readTemplate(template, survives), rules);
const BANK = 'https://bank.example/acs';
const form = (inside: string, attributes = `action="${BANK}" method="post"`): string =>
  `<form name="f" ${attributes}>${inside}</form>`;
const to = (action: string): string => form('<input type=hidden name=MD value=1>', `action="${action}" method=post`);
const fieldsOf = (template: string): Record<string, string> =>
  Object.fromEntries(judge(template).form?.fields.map(({ name, value }) => [name, value]) ?? []);

test('the documented template arrives with PaReq, MD and TermUrl byte for byte', () => {
  const template = new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(atob(DOCUMENTED_ACS_TEMPLATE), (letter) => letter.charCodeAt(0)),
  );
  // Extracted by a regular expression instead of a parser, as an independent check.
  const written = [...template.matchAll(/name="(PaReq|MD|TermUrl)" value="([^"]*)"/g)].map(([, name, value]) => ({
    name,
    value,
  }));
  expect(written).toHaveLength(3);
  expect(judge(template)).toEqual({
    form: {
      action:
        'https://test.payu.in/e10c36a1ad6a459931ca86350af21d54d8b16a84cad54010168ae7dcba02a0aa/threeDSecure/method',
      method: 'post',
      enctype: 'application/x-www-form-urlencoded',
      charset: 'utf-8',
      afterMs: 0,
      fields: written,
    },
  });
});

describe('templates that are refused, each for its own reason', () => {
  test.each<[Refusal, what: string, template: string]>([
    ['no_form', 'nothing', ''],
    ['no_form', 'text', 'Payment failed'],
    ['no_form', 'a form only for browsers without scripts', `<div><noscript>${to(BANK)}</noscript>`],
    [
      'no_form',
      'a form built by its script',
      `<script>var f=document.createElement('form');f.action='${BANK}';f.submit()</script>`,
    ],
    ['not_one_plain_form', 'two forms', to(BANK) + to(BANK)],
    [
      'not_one_plain_form',
      'a script that fills in values',
      `${to(BANK)}<script>document.f.MD.value=screen.width;document.f.submit()</script>`,
    ],
    [
      'not_one_plain_form',
      'a script that moves the action',
      `${to(BANK)}<script>document.forms[0]['action']='https://x.example'</script>`,
    ],
    ['not_one_plain_form', 'a script from elsewhere', `${to(BANK)}<script src="https://bank.example/3ds.js"></script>`],
    ['not_one_plain_form', 'a handler that does more', `<body onload="track()">${to(BANK)}`],
    ['not_one_plain_form', 'a frame', `${to(BANK)}<iframe src="https://bank.example/method"></iframe>`],
    [
      'not_one_plain_form',
      'a redirect beside a form',
      `<meta http-equiv="refresh" content="0;url=https://x.example">${to(BANK)}`,
    ],
    ['action_missing', 'no action', form('', 'method=post')],
    ['action_missing', 'an empty action', to('')],
    ['action_missing', 'a field named action', form('<input name=action value="https://bank.example">', 'method=post')],
    ['action_not_absolute', 'a path', to('/acs')],
    ['action_not_absolute', 'a path on an invalid base', `<base href="data:text/html,x">${to('acs')}`],
    ['action_is_own_origin', 'a path on the shop’s base', `<base href="https://shop.example/">${to('acs')}`],
    ['action_is_own_origin', 'the shop without a scheme', to('//shop.example/acs')],
    ['action_is_private', 'a name without a dot', to('https://intranet/acs')],
    ['action_is_private', 'a name on the home network', to('https://router.local/acs')],
    ['action_is_own_origin', 'a host below the shop’s', to('https://admin.shop.example/acs')],
    ['action_not_https', 'plain HTTP', to('http://bank.example/acs')],
    ['action_not_https', 'a script', to('javascript:alert(1)')],
    ['action_not_https', 'a disguised script', to(' java&#10;script:alert(1)')],
    ['action_not_https', 'a data URL', to('data:text/html,hello')],
    ['action_not_https', 'an app', to('upi://pay?pa=x')],
    ['action_has_credentials', 'a user and a password', to('https://user:pass@bank.example/')],
    ['action_has_credentials', 'a host that is only a user', to('https://bank.example@evil.example/')],
    ['action_is_ip_address', 'an IPv4 address', to('https://203.0.113.9/acs')],
    ['action_is_ip_address', 'an IPv4 address as one number', to('https://3405803785/acs')],
    ['action_is_ip_address', 'an IPv4 address in hex', to('https://0xcb.0x00.0x71.0x09/acs')],
    ['action_is_ip_address', 'an IPv6 address', to('https://[2001:db8::1]/acs')],
    ['action_is_loopback', 'this machine', to('https://localhost/acs')],
    ['action_is_loopback', 'this machine as a number', to('http://127.1/acs')],
    ['action_is_loopback', 'this machine in IPv6', to('https://[::1]/acs')],
    ['action_is_loopback', 'a name for this machine', to('https://bank.localhost/acs')],
    ['action_is_own_origin', 'the shop', to('https://shop.example/account/delete')],
    ['action_is_own_origin', 'the shop in capitals', to('https://SHOP.example/')],
    ['action_is_own_origin', 'the shop with a dot', to('https://shop.example./')],
    ['action_is_own_origin', 'the shop on another port, with the same cookies', to('https://shop.example:8443/')],
    ['method_not_allowed', 'method dialog', form('', `action="${BANK}" method=dialog`)],
    ['too_many_fields', '201 fields', form('<input type=hidden name=a value=1>'.repeat(201))],
    ['fields_too_large', 'fields over 128 KB', form(`<textarea name=a>${'x'.repeat(60_000)}</textarea>`.repeat(3))],
    ['field_name_too_long', 'a name of 257 letters', form(`<input name="${'n'.repeat(257)}">`)],
    ['field_value_too_long', 'a value over 64 KB', form(`<textarea name=a>${'₹'.repeat(22_000)}</textarea>`)],
    ['file_input', 'a file', form('<input type=file name=upload>')],
  ])('%s: %s', (refusal, _, template) => {
    expect(judge(template)).toEqual({ refusal });
  });

  test.each<readonly [Refusal, string, string]>([
    ['action_is_loopback', 'a call in a script', "<script>fetch('https://127.0.0.1:8443/reboot')</script>"],
    ['action_is_loopback', 'an address without a scheme', '<script>new Image().src = "//localhost/x"</script>'],
    ['action_is_ip_address', 'an image', '<img src="https://192.168.1.1/apply?dns=203.0.113.9">'],
    ['action_is_private', 'a handler', `<img src=x onerror="location='https://router.local/'">`],
    ['action_is_ip_address', 'a button’s formaction', '<button formaction="https://[fe80::1]/">Go on</button>'],
    ['action_is_private', 'a frame', '<iframe src="https://intranet/wiki"></iframe>'],
  ])('%s, named by a page that has to run: %s', (refusal, _, named) => {
    const page = `${form('<input name=a>')}<script>document.f.a.value = screen.width; document.f.submit()</script>`;
    expect(judge(page)).toEqual({ refusal: 'not_one_plain_form' });
    expect(judge(`${page}${named}`)).toEqual({ refusal });
    expect(judge(named)).toEqual({ refusal });
    expect(judge(`${page}${named}`, DEVELOPER).refusal).toBe(
      refusal === 'action_is_loopback' ? 'not_one_plain_form' : refusal,
    );
  });

  test.each([
    ['another form', '<form action="https://admin.shop.example/users" method=post></form>'],
    ['a button', '<button form=f formaction="//shop.example/account/delete">Go on</button>'],
  ])('action_is_own_origin, by %s of a page that has to run', (_, own) => {
    const page = `${form('<input name=a>')}<script>document.f.a.value = screen.width; document.f.submit()</script>`;
    expect(judge(`${page}${own}`)).toEqual({ refusal: 'action_is_own_origin' });
    // The shop's return address may be named.
    const back = '<script>document.f.TermUrl.value = "https://shop.example/eximpe/return/1"</script>';
    expect(judge(`${page}${back}<a href="https://shop.example/">Back</a>`)).toEqual({ refusal: 'not_one_plain_form' });
  });

  test('action_is_own_origin: a host beside the shop’s, but not one that only ends the same', () => {
    const rules = { ...RULES, ownOrigins: ['https://pay.shop.co.in', 'https://shop.co.in'] };
    expect(judge(to('https://admin.shop.co.in/users'), rules)).toEqual({ refusal: 'action_is_own_origin' });
    expect(judge(to('https://acs.bank.co.in/'), rules).form?.action).toBe('https://acs.bank.co.in/');
  });

  test('action_host_not_allowed: a host outside the merchant’s list, even with a similar ending', () => {
    const rules = { ...RULES, acsHosts: ['payu.in'] };
    expect(judge(to('https://test.payu.in/x'), rules).form?.action).toBe('https://test.payu.in/x');
    expect(judge(to('https://evilpayu.in/x'), rules)).toEqual({ refusal: 'action_host_not_allowed' });
    expect(judge(to('https://payu.in.evil.example/x'), rules)).toEqual({ refusal: 'action_host_not_allowed' });
  });

  test('a developer’s machine is an allowed target, except for the shop on it', () => {
    expect(judge(to('http://localhost:4243/acs'), DEVELOPER).form?.action).toBe('http://localhost:4243/acs');
    expect(judge(to('http://bank.localhost:4243/acs'), DEVELOPER).form).toBeDefined();
    expect(judge(to('http://localhost:4242/x'), DEVELOPER)).toEqual({ refusal: 'action_is_own_origin' });
    expect(judge(to('http://bank.example/acs'), DEVELOPER)).toEqual({ refusal: 'action_not_https' });
  });

  test('a demonstration on one host allows its bank’s path, and nothing else of the shop', () => {
    const demo = { ...RULES, ownBankPath: '/bank' };
    expect(judge(to('https://shop.example/bank/acs'), demo).form?.action).toBe('https://shop.example/bank/acs');
    for (const address of [
      'https://shop.example/bank',
      'https://shop.example/banking/acs',
      'https://shop.example/bank/../account/delete',
      'https://shop.example/bank/%2e%2e/account/delete',
      'https://admin.shop.example/bank/acs',
      'https://shop.example:8443/bank/acs',
    ])
      expect(judge(to(address), demo), address).toEqual({ refusal: 'action_is_own_origin' });
  });
});

describe('templates that are accepted despite unusual markup', () => {
  test.each<[what: string, template: string, fields: Record<string, string>]>([
    [
      'table cells around the fields, which make the parser move them out of the form',
      `<table>${form('<tr><td><input type=hidden name=PaReq value=a><input name=MD value=b></td></tr>')}</table>`,
      { PaReq: 'a', MD: 'b' },
    ],
    [
      'fields named like methods',
      form('<input name=submit value=1><input name=getAttribute value=2><input name=closest value=3>'),
      { submit: '1', getAttribute: '2', closest: '3' },
    ],
    [
      'fields that DOMPurify regards as an attack',
      form(
        '<input name=attributes value=1><input name=nodeName value=2><input name=URL value=3><input id=cookie name=cookie value=4>',
      ),
      { attributes: '1', nodeName: '2', URL: '3', cookie: '4' },
    ],
    [
      'a form named like a method of the document',
      `<form name=querySelector id=documentElement action="${BANK}"><input name=a value=1></form>`,
      { a: '1' },
    ],
    [
      'values that look like templates, markup or comments',
      form(`<input name=a value="{{b}} \${c} <%d%>"><input name=e value="--></script><b>]]>">`),
      { a: '{{b}} ${c} <%d%>', e: '--></script><b>]]>' },
    ],
    [
      'values with spaces, line breaks and other scripts',
      form('<input type=hidden name=a value=" x\ny "><textarea name=b>\n नमस्ते \n</textarea>'),
      { a: ' x\ny ', b: ' नमस्ते \n' },
    ],
    [
      'a value that looks like a script URL',
      form('<input type=hidden name=TermUrl value="javascript:x">'),
      { TermUrl: 'javascript:x' },
    ],
    [
      'choices',
      form(
        '<input type=checkbox name=a><input type=checkbox name=b checked><select name=c><option>1<option selected>2</select>',
      ),
      { b: 'on', c: '2' },
    ],
    [
      'buttons and fields that a browser would not send',
      `${form(
        '<input type=submit name=go value=Go><button name=b value=1>Go</button><input name=off value=1 disabled><input value=nameless>',
      )}<script>document.f.submit()</script>`,
      {},
    ],
    [
      'a button for browsers without scripts',
      `${form('<input type=hidden name=MD value=1><noscript><input type=submit name=go value=Continue></noscript>')}<script>document.f.submit();</script>`,
      { MD: '1' },
    ],
    [
      'a blank frame as the target',
      `<iframe name=bank src="about:blank"></iframe>${form('<input name=a value=1>', `action="${BANK}" method=post target=bank`)}<script>document.f.submit()</script>`,
      { a: '1' },
    ],
    [
      'the usual ways to submit',
      `<body onload="javascript:document.f.submit();">${form('<input name=a value=1>')}<script>
      // send it
      window.addEventListener('load', function () { setTimeout(function () { document.getElementById("f").submit() }, 0) })</script>`,
      { a: '1' },
    ],
    [
      'images and style sheets, which are dropped',
      `<link rel=stylesheet href="https://bank.example/a.css"><img src="https://bank.example/a.png">${form('<input name=a value=1>')}`,
      { a: '1' },
    ],
  ])('%s', (_, template, fields) => {
    expect(judge(template).form?.action).toBe(BANK);
    expect(fieldsOf(template)).toEqual(fields);
  });

  test('a form without a method is sent by GET, as a browser would', () => {
    expect(judge(`<form action="${BANK}">`).form?.method).toBe('get');
  });
});

describe('a first step in a hidden frame, the 3DS Method', () => {
  const STEP = `<iframe name=look style="display:none"></iframe><form name=m action="https://bank.example/method" method=post target=look><input type=hidden name=threeDSMethodData value=eyJ9></form>`;
  test('comes before the form that takes the shopper to the bank', () => {
    const script = 'document.m.submit(); setTimeout(function(){ document.f.submit() }, 5000)';
    const { before, form: main } = judge(`${STEP}${form('<input name=creq value=1>')}<script>${script}</script>`);
    expect(before).toMatchObject({
      action: 'https://bank.example/method',
      fields: [{ name: 'threeDSMethodData', value: 'eyJ9' }],
    });
    expect(main).toMatchObject({ action: BANK, afterMs: 5000, fields: [{ name: 'creq', value: '1' }] });
  });
  test('has to follow the rules like any form', () => {
    const script = 'document.m.submit(); document.f.submit()';
    const stepHome = STEP.replace('bank.example/method', 'shop.example/account');
    expect(judge(`${stepHome}${form('')}<script>${script}</script>`)).toEqual({ refusal: 'action_is_own_origin' });
  });
  test('is not a first step if it comes after the form', () => {
    const script = 'document.f.submit(); document.m.submit()';
    expect(judge(`${STEP}${form('')}<script>${script}</script>`)).toEqual({ refusal: 'not_one_plain_form' });
  });
});

describe('a page that only redirects', () => {
  const refresh = (content: string): string => `<title>Wait</title><meta http-equiv="Refresh" content="${content}">`;
  test.each([
    ['0;url=https://bank.example/a?b=%20c#d', 'https://bank.example/a?b=%20c#d'],
    ["0; URL='https://bank.example/a b'", 'https://bank.example/a%20b'],
    ['2.5, https://bank.example/', 'https://bank.example/'],
  ])('by %s is a link', (content, link) => {
    expect(judge(refresh(content))).toEqual({ link });
  });
  test.each<[string, Refusal]>([
    ['0;url=https://shop.example/account', 'action_is_own_origin'],
    ['0;url=javascript:alert(1)', 'action_not_https'],
    ['0;url=/acs', 'action_not_absolute'],
    ['0;url=https://127.0.0.1/', 'action_is_loopback'],
    ['300', 'no_form'],
  ])('by %s is refused: %s', (content, refusal) => {
    expect(judge(refresh(content))).toEqual({ refusal });
  });
});

describe('arbitrary markup', () => {
  const ATOMS = [
    to(BANK),
    '<form',
    '<input',
    '<script>',
    '</script>',
    '<svg>',
    '<math>',
    '<template>',
    '<table>',
    '<iframe srcdoc=',
    '"',
    "'",
    '>',
    '</form>',
    '<!--',
    '-->',
    ' name=x',
    ' value=',
    ' action=',
    'https://bank.example',
    'https://shop.example',
    'javascript:',
    ' onload=',
    'alert(1)',
    '<noscript>',
    '<style>',
    '<base href=',
    '<![CDATA[',
    '\u0000',
  ];

  test('is never run, and is posted only to a foreign HTTPS address', () => {
    const run = `run${Math.random().toString(36).slice(2)}`;
    const atoms = fc.oneof(
      fc.constantFrom(...ATOMS, `window.${run}=1`, `<img src=x onerror=window.${run}=1>`),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(atoms, { maxLength: 30 }), (parts) => {
        const { form: taken } = judge(parts.join(''));
        if (!taken) return;
        const { protocol, hostname } = new URL(taken.action);
        expect(protocol).toBe('https:');
        expect(hostname).not.toBe('shop.example');
      }),
      { numRuns: 1500 },
    );
    expect(window).not.toHaveProperty(run);
  });

  test('in names and values arrives unchanged', () => {
    // What an HTML attribute can hold: the parser itself replaces NUL and carriage returns.
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((written) => !/[\0\r]/.test(written));
    const escaped = (written: string): string => written.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
    fc.assert(
      fc.property(text, text, (name, value) => {
        const template = form(`<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
        expect(judge(template).form?.fields).toEqual([{ name, value }]);
      }),
      { numRuns: 500 },
    );
  });
});
