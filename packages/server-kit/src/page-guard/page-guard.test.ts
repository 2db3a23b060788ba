import { describe, expect, test } from 'vitest';
import { compareHeaders } from './compare.ts';
import { readInventory, type PageInventory } from './inventory.ts';
import { createPageGuard } from './page-guard.ts';
import { readReports } from './reports.ts';
import { scriptsOfPage } from './scripts-of-page.ts';

const HASH = `sha384-${'A'.repeat(64)}`;
const script = (change: object): unknown => ({
  scripts: [{ source: '/shop.js', why: 'the basket', integrity: HASH, ...change }],
});

describe('an unusable inventory is refused, and every mistake in it is named', () => {
  test.each<[string, unknown, RegExp[]]>([
    ['no list', {}, [/scripts: /]],
    ['no object', 'scripts', [/the inventory: /]],
    ['no reason', script({ why: ' ' }), [/scripts\.0\.why: must say why/]],
    ['a query', script({ source: '/shop.js?v=1' }), [/scripts\.0\.source: .*without a query/]],
    ['a second directive', script({ source: "/shop.js; script-src 'unsafe-inline'" }), [/scripts\.0\.source/]],
    ['a keyword', script({ source: "'unsafe-inline'" }), [/scripts\.0\.source/]],
    ['any host', script({ source: 'https://*.example/a.js' }), [/scripts\.0\.source/]],
    ['an invalid host', script({ source: 'https://a:b:c/a.js' }), [/scripts\.0\.source/]],
    ['another scheme', script({ source: 'data:text/javascript,1' }), [/scripts\.0\.source/]],
    ['no hash', script({ integrity: 'abc' }), [/scripts\.0\.integrity: must be a hash/]],
    ['inline without a hash', script({ source: 'inline', integrity: null }), [/nothing else identifies/]],
    ['a folder with a hash', script({ source: '/shop/' }), [/a folder has no hash/]],
    ['a misspelt field', script({ reason: 'x' }), [/scripts\.0: .*reason/]],
    [
      'a script rule among the directives',
      { scripts: [], directives: { 'script-src': ['*'] } },
      [/directives\.script-src: .*their own fields/],
    ],
    [
      'two sources in one',
      { scripts: [], directives: { 'img-src': ['a; script-src *'] } },
      [/img-src\.0: must be one/],
    ],
    [
      'its own header',
      { scripts: [], headers: { 'content-security-policy': '' } },
      [/headers\.content-security-policy/],
    ],
    [
      'two mistakes',
      { scripts: [{ source: 'x', why: 'y', integrity: null }], mount: 'eximpe' },
      [/scripts\.0\.source/, /mount: must be a path/],
    ],
  ])('%s', (_, inventory, says) => {
    for (const words of says) expect(() => readInventory(inventory)).toThrow(words);
    expect(() => readInventory(inventory)).toThrow('EXIMPE_INVENTORY_INVALID');
  });

  test.each(['shop.example', 'https://shop.example/', 'https://shop.example/checkout', ''])('origin %j', (origin) => {
    expect(() => createPageGuard({ inventory: { scripts: [] }, origin })).toThrow('EXIMPE_INVENTORY_INVALID: origin');
  });
});

describe('the policy', () => {
  const inventory: PageInventory = {
    scripts: [
      { source: '/eximpe/card-form.js', why: 'the card form', integrity: HASH },
      { source: 'https://chat.example/chat/', why: 'the chat', integrity: null },
      { source: 'inline', why: 'opens the basket', integrity: HASH },
    ],
    directives: { 'frame-src': ["'self'", 'https:'], 'form-action': ["'none'"] },
  };

  test('allows only what is listed, and says where reports go', () => {
    expect(createPageGuard({ inventory, origin: 'https://shop.example' }).headers).toEqual({
      'content-security-policy': [
        "default-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        `script-src https://shop.example/eximpe/card-form.js https://chat.example/chat/ '${HASH}'`,
        "frame-src 'self' https:",
        'report-uri /eximpe/page-reports',
        'report-to page-guard',
      ].join('; '),
      'reporting-endpoints': 'page-guard="/eximpe/page-reports"',
    });
  });

  test('uses only the older kind of reports on plain HTTP, where browsers ignore Reporting-Endpoints', () => {
    const { headers } = createPageGuard({ inventory, origin: 'http://localhost:3000' });
    expect(Object.keys(headers)).toEqual(['content-security-policy']);
    expect(headers['content-security-policy']).toMatch(/; report-uri \/eximpe\/page-reports$/);
  });

  test('can be report-only, and can report to a card server', () => {
    const elsewhere = { scripts: [], mount: 'https://cards.shop.example/eximpe/' };
    const { headers } = createPageGuard({ inventory: elsewhere, origin: 'https://shop.example', reportOnly: true });
    expect(Object.keys(headers)).toEqual(['content-security-policy-report-only', 'reporting-endpoints']);
    expect(headers['content-security-policy-report-only']).toContain("script-src 'none'");
    expect(headers['reporting-endpoints']).toContain('"https://cards.shop.example/eximpe/page-reports"');
  });
});

describe('a policy under which the form can’t start is named, even if it is as listed', () => {
  const DEMANDED = "require-trusted-types-for 'script'";
  const HEADERS = (policy: string): Headers => new Headers({ 'content-security-policy': policy });
  const judged = (source: string, policy: string): string | null | undefined => {
    const inventory = readInventory(script({ source }));
    const rows = compareHeaders(inventory, 'https://shop.example', HEADERS(policy));
    return rows.find(({ header }) => header === 'content-security-policy')?.wrong;
  };

  test.each<[string, string, RegExp | 'may start']>([
    ['/eximpe/card-form.js', DEMANDED, 'may start'],
    ['/eximpe/card-form.js', 'trusted-types dompurify', 'may start'],
    ['/eximpe/card-form.js', `${DEMANDED}; trusted-types eximpe-card-form dompurify`, 'may start'],
    ['/eximpe/card-form.js', `${DEMANDED}; trusted-types *`, 'may start'],
    ['/eximpe/card-form.js', `${DEMANDED}; trusted-types lit-html`, /must name eximpe-card-form$/],
    ['/eximpe/card-form.js', `${DEMANDED}; trusted-types 'none'`, /must name eximpe-card-form$/],
    ['/eximpe/card-form.js', `${DEMANDED}; Trusted-Types`, /must name eximpe-card-form$/],
    ['/eximpe/card-form.js', `trusted-types eximpe-card-form, ${DEMANDED}; trusted-types a`, /must name/],
    ['/assets/app.js', `${DEMANDED}; trusted-types lit-html`, 'may start'],
    ['/assets/app.js', `${DEMANDED}; trusted-types eximpe-card-form`, 'may start'],
    ['/assets/app.js', `${DEMANDED}; trusted-types dompurify`, /eximpe-card-form \(card-form\.js\) or lit-html/],
  ])('%s under %s: %s', (source, policy, says) => {
    const wrong = judged(source, policy);
    if (says === 'may start') expect(wrong).toBe('is different');
    else expect(wrong).toMatch(says);
  });

  test('as in the inventory itself', () => {
    const directives = { 'require-trusted-types-for': ["'script'"], 'trusted-types': ['dompurify'] };
    const inventory = readInventory({ scripts: [], directives });
    const { headers } = createPageGuard({ inventory, origin: 'https://shop.example' });
    const rows = compareHeaders(inventory, 'https://shop.example', new Headers(headers));
    expect(rows.map(({ wrong }) => wrong)).toEqual([expect.stringMatching(/^keeps the card form from starting/), null]);
  });
});

describe('scripts are found as a browser finds them', () => {
  test.each<[string, string, (string | [string, string])[]]>([
    ['an address without its query', '<script src="/a.js?v=1#x"></script>', ['https://shop.example/a.js']],
    ['from another host', '<SCRIPT SRC=//cdn.example/a.js>', ['https://cdn.example/a.js']],
    ['after a base', '<base href="https://evil.example/"><script src=a.js></script>', ['https://evil.example/a.js']],
    ['inline', '<script>\r\n1 < 2</script>', [['inline', '\n1 < 2']]],
    [
      'a module and its map',
      '<script type=module>1</script><script type=importmap>{}</script>',
      [
        ['inline', '1'],
        ['inline', '{}'],
      ],
    ],
    ['data is not a script', '<script type="application/ld+json">{}</script><script type=text/template>1</script>', []],
    ['text is not a script', '<p title="javascript: an introduction">onclick="go()"</p>', []],
    ['a comment is not a script', '<!-- <script src=/a.js></script> -->', []],
    ['text and attributes are not scripts', '<textarea><script src=/a.js></script></textarea><p title="<script>">', []],
    [
      'in a declared shadow root',
      '<p><template shadowrootmode=open><script src=/a.js></script></template>',
      ['https://shop.example/a.js'],
    ],
    ['in SVG', '<svg><script href="/a.js"/></svg>', ['https://shop.example/a.js']],
    [
      'in SVG, beside an ignored attribute',
      '<svg><script src=/a.js href=/b.js></script></svg>',
      ['https://shop.example/b.js'],
    ],
    ['in an inline frame', '<iframe srcdoc="<script>1</script>"></iframe>', [['inline', '1']]],
    ['named ahead', '<link rel="modulepreload" href="/a.js">', ['https://shop.example/a.js']],
    [
      'as data',
      '<script src="data:text/javascript,1"></script>',
      [['inline (data: address)', 'data:text/javascript,1']],
    ],
    ['in an attribute', '<img src=x onerror="go()">', [['inline (onerror of <img>)', 'go()']]],
    ['in an address', '<a href=" java&#10;script:go()">', [['inline (href of <a>)', ' java\nscript:go()']]],
  ])('%s', (_, html, found) => {
    const scripts = scriptsOfPage(`<!doctype html><body>${html}`, 'https://shop.example/checkout/1');
    expect(scripts.map(({ address, label, text }) => address ?? [label, text])).toEqual(found);
  });
});

describe('browser reports contain no card, wherever a skimmer put it', () => {
  const CARD = '4895380110000003';
  const old = (change: object): unknown => ({
    'csp-report': {
      'document-uri': `https://shop.example/checkout/${CARD}?number=${CARD}#${CARD}`,
      'effective-directive': 'connect-src',
      'blocked-uri': `https://${CARD}.evil.example/${CARD}?c=${CARD}`,
      'source-file': `https://cdn.example/${CARD}.js`,
      'original-policy': "default-src 'self'",
      'script-sample': CARD,
      disposition: 'enforce',
      ...change,
    },
  });

  test.each<[string, object, object]>([
    ['in a request', {}, { blocked: 'evil.example', by: 'cdn.example', page: 'shop.example' }],
    ['as a host', { 'blocked-uri': `https://${CARD}.com/` }, { blocked: '[digits].com' }],
    ['as an IP address', { 'blocked-uri': 'https://[4895:3801:1000:3::]/' }, { blocked: 'unnamed' }],
    ['as a scheme', { 'blocked-uri': `x${CARD}:x` }, { blocked: 'other' }],
    ['as a word', { 'blocked-uri': CARD }, { blocked: 'other' }],
    ['as a directive', { 'effective-directive': CARD }, { directive: 'other' }],
    ['as a number', { 'blocked-uri': Number(CARD) }, { blocked: 'other' }],
    ['inline', { 'blocked-uri': 'inline' }, { blocked: 'inline' }],
    ['from an extension', { 'source-file': 'moz-extension://a-b-c/x.js' }, { by: 'moz-extension' }],
    [
      'in the format of older browsers',
      { 'effective-directive': undefined, 'violated-directive': `script-src 'self'` },
      { directive: 'script-src' },
    ],
    ['from a report-only policy', { disposition: 'report' }, { enforced: false }],
  ])('%s', (_, change, expected) => {
    const reports = readReports(old(change));
    expect(reports).toMatchObject([expected]);
    expect(JSON.stringify(reports)).not.toContain(CARD);
  });

  test('both formats give the same; reports of other kinds are ignored, and at most 20 are accepted', () => {
    const body = {
      documentURL: 'https://shop.example/checkout',
      effectiveDirective: 'script-src-elem',
      blockedURL: 'https://evil.example/a.js',
      sourceFile: null,
      disposition: 'enforce',
    };
    const report = {
      directive: 'script-src-elem',
      blocked: 'evil.example',
      by: null,
      page: 'shop.example',
      enforced: true,
    };
    const violation = { type: 'csp-violation', body };
    expect(readReports([{ type: 'deprecation', body: {} }, violation])).toEqual([report]);
    expect(readReports(Array.from({ length: 50 }, () => violation))).toHaveLength(20);
  });

  test.each([null, 'x', 1, {}, { 'csp-report': 'x' }, [{}], [1]])('%j is not a report', (sent) => {
    expect(readReports(sent)).toBeUndefined();
  });
});
