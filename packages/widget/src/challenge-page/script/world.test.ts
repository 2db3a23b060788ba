import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { submissionsOf } from './world.ts';

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
const FORMS = `<form id="acs" name="acsForm" action="https://bank.example/"><input type=hidden name=MD value=1>
  <input type=submit id=go value=Go></form><form id="3dform" name="second" action="https://bank.example/2"></form>`;
const withScript = (script: string): string => `<body>${FORMS}<script>${script}</script>`;
/** Ids of the submitted forms, in order; undefined if uncertain. */
const follow = (html: string): string[] | undefined => submissionsOf(parse(html))?.map(({ form }) => form.id);

describe('a script that only submits is followed to its form', () => {
  test.each<[what: string, html: string]>([
    ['a statement', withScript('document.acsForm.submit()')],
    ['by id, with a line for old browsers', withScript('<!--\ndocument.getElementById("acs").submit();\n//-->')],
    ['by index', withScript('document.forms[0].submit();')],
    ['by list', withScript("document.getElementsByTagName('form')[0].submit()")],
    ['by item', withScript('document.forms.item(0).submit()')],
    ['by named item', withScript('document.forms.namedItem("acs").submit()')],
    ['by selector', withScript('document.querySelector("form#acs").submit()')],
    ['by a named property of the window', withScript('acs.submit()')],
    ['through a variable', withScript('var f = document.forms["acsForm"];\nf.submit()')],
    ['through an undeclared variable', withScript('theForm = document.forms["acs"]; theForm.submit()')],
    [
      'by a handler of the body',
      `<body onload="OnLoadEvent()">${FORMS}<script>function OnLoadEvent(){document.acsForm.submit()}</script>`,
    ],
    ['by a handler as an address', `<body onload="javascript:document.forms.acs.submit();">${FORMS}`],
    ['by a property', withScript('window.onload = function () { document.forms["acs"].submit(); }')],
    ['by a property and a name', withScript('window.onload = go; function go() { document.acsForm.submit() }')],
    ['by a listener', withScript('document.addEventListener("DOMContentLoaded", () => document.forms[0].submit())')],
    ['by a function in parentheses', withScript('(function(){ document.forms[0].submit() })();')],
    ['by a function after an operator', withScript('!function(f){ f.submit() }(document.forms[0])')],
    ['by an arrow', withScript('(() => { const form = document.forms[0]; form.submit() })()')],
    ['by a timer', withScript('setTimeout(function () { document.acsForm.submit() }, 100)')],
    ['by a timer with text', withScript('window.setTimeout("document.acsForm.submit()", 100)')],
    ['by a timer with a name in text', withScript(`function go(){document.acsForm.submit()} setTimeout('go()', 0)`)],
    ['by a frame', withScript('requestAnimationFrame(() => document.acsForm.submit())')],
    ['through the prototype', withScript('HTMLFormElement.prototype.submit.call(document.acsForm)')],
    ['as a request', withScript('document.acsForm.requestSubmit()')],
    ['by a click', withScript("document.getElementById('go').click()")],
    ['with a console message', withScript('console.log("to the bank", 1); document.acsForm.submit();')],
    [
      'and keeps something',
      withScript('localStorage.x = 1; sessionStorage.setItem("a", 1); document.acsForm.submit()'),
    ],
    ['and sets a cookie', withScript('document.cookie = "a=b"; document.acsForm.submit()')],
    [
      'if it is there',
      withScript('var f = document.getElementById("acs"); if (f) { f.submit(); } else { location.href = "/" }'),
    ],
    ['and if it is there', withScript('var f = document.getElementById("acs"); f && f.submit()')],
    ['with a fallback', withScript('var f = document.getElementById("x") || document.acsForm; f.submit()')],
    ['and tries to', withScript('try { document.acsForm.submit() } catch (e) { alert(e) }')],
    [
      'behind a frame-buster',
      withScript('if (top != self) { top.location = self.location } document.acsForm.submit()'),
    ],
    [
      'behind another',
      withScript('if (window.top !== window.self) top.location.href = location.href; else document.acsForm.submit()'),
    ],
    [
      'as soon as it is ready',
      withScript(
        'function go(){document.acsForm.submit()}\nif (document.readyState === "complete") go(); else window.addEventListener("load", go, false)',
      ),
    ],
    [
      'after a check',
      withScript(
        'var ie = navigator.userAgent.indexOf("MSIE") > 0; if (ie) document.forms[0].submit(); else document.acsForm.submit()',
      ),
    ],
    [
      'and says so',
      withScript(
        'document.getElementById("acs").style.display = "none"; document.title = "Please wait"; document.acsForm.submit(); return false;',
      ),
    ],
    [
      'with data beside it',
      `${withScript('document.acsForm.submit()')}<script type="application/json">{"a": alert(1)}</script><script type="text/template">x(</script>`,
    ],
    ['strictly', withScript('"use strict"; let f = document.acsForm; f.submit()')],
    [
      'with functions that are not called',
      withScript('function pay(){ fetch("https://x.example") }\ndocument.acsForm.submit()'),
    ],
    ['without semicolons', withScript('var a = document\nvar f = a.acsForm\nf.submit()')],
  ])('%s', (_, html) => {
    expect(follow(html)).toContain('acs');
    expect(new Set(follow(html))).toEqual(new Set(['acs']));
  });

  test('an id that begins with a digit', () => {
    expect(follow(withScript('document.getElementById("3dform").submit()'))).toEqual(['3dform']);
  });
  test('two forms, in the order of their timers', () => {
    const script = 'setTimeout(function(){document.second.submit()}, 900); setTimeout("document.acsForm.submit()", 10)';
    expect(follow(withScript(script))).toEqual(['acs', '3dform']);
  });
  test('a page that waits for a click submits nothing', () => {
    expect(follow(FORMS)).toEqual([]);
  });
});

describe('what depends on the browser is not decided here', () => {
  const DECLARED = 'var a = document.acsForm, b = document.second, f;';
  test.each<[script: string, forms: string[] | undefined]>([
    ['if (navigator.cookieEnabled) f = a; else f = b; f.submit()', undefined],
    ['f = a; if (navigator.cookieEnabled) f = b; f.submit()', undefined],
    ['f = a; screen.width > 600 && (f = b); f.submit()', undefined],
    ['f = a; screen.width > 600 || (f = b); f.submit()', undefined],
    ['f = screen.width > 600 ? a : b; f.submit()', undefined],
    ['function pick() { if (screen.width > 600) return a; return b } pick().submit()', undefined],
    ['if (screen.width > 600) { function go() { a.submit() } } else { function go() { b.submit() } } go()', undefined],
    ['f = a; if (navigator.cookieEnabled) f = a; f.submit()', ['acs']],
    ['if (navigator.cookieEnabled) { var g = a; } a.submit()', ['acs']],
    ['function pick() { if (screen.width > 600) { var c = 1 } return a } pick().submit()', ['acs']],
    // The script itself decides these.
    ['function pick() { if (true) return a; return b } pick().submit()', ['acs']],
    ['function go() { a.submit(); return false; b.submit() } go()', ['acs']],
    ['function pick() { return a } if (false) { function pick() { return b } } pick().submit()', ['acs']],
    ['if (false) f = b; else f = a; f.submit()', ['acs']],
    ['f = null || false && b || a; f.submit()', ['acs']],
    ['true || screen.width && b.submit()', []],
  ])('%s', (script, forms) => {
    expect(follow(withScript(DECLARED + script))).toEqual(forms);
  });
});

describe('a script that does more is not followed', () => {
  test.each<[what: string, script: string]>([
    ['writes', 'document.write("<form>"); document.acsForm.submit()'],
    ['navigates', 'location.href = "https://x.example"'],
    ['navigates by assignment', 'location = "https://x.example"'],
    ['navigates the shop away', 'top.location = "https://x.example"'],
    [
      'navigates the shop away if it is framed',
      'if (top != self) top.location.href = "https://x.example"; document.acsForm.submit()',
    ],
    ['fetches', 'fetch("https://x.example").then(function(){ document.acsForm.submit() })'],
    ['fills in', 'document.acsForm.MD.value = "2"; document.acsForm.submit()'],
    ['fills in a measurement', 'document.acsForm.MD.value = screen.width; document.acsForm.submit()'],
    ['changes the action', 'document.acsForm.action = "https://x.example"; document.acsForm.submit()'],
    ['changes the action by text', 'document.acsForm["act" + "ion"] = "https://x.example"; document.acsForm.submit()'],
    [
      'changes the action by attribute',
      'document.acsForm.setAttribute("action", "https://x.example"); document.acsForm.submit()',
    ],
    ['evaluates', 'eval("document.acsForm.submit()")'],
    ['makes a function', 'Function("document.acsForm.submit()")()'],
    ['uses a global constructor', 'constructor(document.acsForm)'],
    ['reaches a constructor', 'document.acsForm.submit.constructor("alert(1)")()'],
    ['replaces a function', 'HTMLFormElement.prototype.submit = function(){}; document.acsForm.submit()'],
    ['replaces a function of the document', 'document.getElementById = alert; document.acsForm.submit()'],
    ['names its window', 'window.name = "x"; document.acsForm.submit()'],
    ['names its window by a variable', 'var name = "x"; document.acsForm.submit()'],
    ['replaces its storage', 'localStorage = {}; document.acsForm.submit()'],
    ['sends its opener a message', 'opener.postMessage("x", "*"); document.acsForm.submit()'],
    ['disables a field', 'document.acsForm.MD.disabled = true; document.acsForm.submit()'],
    ['loads something', 'new Image().src = "https://x.example"; document.acsForm.submit()'],
    ['asks', 'if (confirm("?")) document.acsForm.submit()'],
    ['counts', 'for (var i = 0; i < 1; i++) document.acsForm.submit()'],
    ['never ends', 'function a(){ a() } a()'],
    ['never ends, by timers', 'function a(){ setTimeout(function(){ a() }, 0) } a()'],
    ['fails', 'document.nothing.submit()'],
    ['is not a valid script', 'document.acsForm.submit('],
    ['contains a template literal', 'document[`${x}`].submit()'],
    ['escapes its names', 'document.acsForm.sub\\u006dit(); \\u0065val("1")'],
  ])('%s', (_, script) => {
    expect(follow(withScript(script))).toBeUndefined();
  });

  test.each([
    ['a script from elsewhere', '<script src="https://x.example/a.js"></script>'],
    ['a script in a drawing', '<svg><script href="https://x.example/a.js"></script></svg>'],
    ['a handler', '<img src=x onerror="fetch(1)">'],
    ['a module that imports', '<script type=module>import "https://x.example/a.js"</script>'],
  ])('%s', (_, html) => {
    expect(follow(FORMS + html)).toBeUndefined();
  });

  test('no script is run and nothing is thrown, whatever the markup', () => {
    const run = `run${Math.random().toString(36).slice(2)}`;
    const words =
      `document window self top . ( ) { } [ ] ; , = == => ? : || && ! function return var if else try catch this forms acsForm submit call click
      constructor prototype __proto__ HTMLFormElement setTimeout onload "x" 'submit' 0 ${run} location`.split(/\s+/);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (written) => {
        const forms = submissionsOf(parse(withScript(written.join(' '))));
        for (const { form } of forms ?? []) expect(form).toBeInstanceOf(HTMLFormElement);
      }),
      { numRuns: 2000 },
    );
    expect(window).not.toHaveProperty(run);
  });
});
