// How pages submit: by script, or by a click on a button.
import { FIELDS, by, form, page, plain, script, type TemplateRow } from './row.ts';

export const SUBMITTING: readonly TemplateRow[] = [
  // How the script submits.
  plain('a function on window.onload', by(`window.onload=function(){ document.forms['acs'].submit(); }`)),
  plain(
    'a named function called by the body',
    `<html><head>${script('function OnLoadEvent() { document.downloadForm.submit(); }')}</head><body onload="OnLoadEvent();">${form('name="downloadForm"')}</body></html>`,
  ),
  plain('a statement in the body’s handler', `<body onload="document.acs.submit()">${form()}`),
  plain('a handler written as an address', `<body onload="javascript:document.forms[0].submit();">${form()}`),
  plain('a variable', by('var f = document.forms["acs"];\nf.submit();')),
  plain('a function called at once', by('(function () { var f = document.getElementById("acs"); f.submit(); })();')),
  plain('a function behind a sign', by('!function(f){f.submit()}(document.getElementById("acs"))')),
  plain('a timer', by('setTimeout(function(){document.acs.submit()}, 50)')),
  plain('a timer with text', by(`window.setTimeout("document.forms['acs'].submit()", 50);`)),
  plain('a timer with a name', by('function go() { document.acs.submit() }\nsetTimeout(go, 20)')),
  plain('the prototype’s method', by('HTMLFormElement.prototype.submit.call(document.acs)')),
  plain(
    'the prototype’s method, because a field is called submit',
    page(
      form('name="acs"', `${FIELDS}<input type=hidden name=submit value=1>`) +
        script('HTMLFormElement.prototype.submit.call(document.acs)'),
    ),
  ),
  plain('a request to submit', by('document.acs.requestSubmit()')),
  plain(
    'a click on a button without a name',
    page(
      form('name="acs"', `${FIELDS}<input type=submit id=go value=Go>`) +
        script('document.getElementById("go").click()'),
    ),
  ),
  plain(
    'a click on a button with a name, between fields',
    page(
      form(
        'name="acs"',
        `<input type=hidden name=a value=1><button id=go name=step value="on &amp; on">Go</button>${FIELDS}`,
      ) + script('document.getElementById("go").click()'),
    ),
  ),
  plain('a frame-buster in front', by('if (top != self) { top.location = self.location; }\ndocument.acs.submit();')),
  plain(
    'another frame-buster',
    by('if (self === top) { document.acs.submit() } else { top.location.href = self.location.href }'),
  ),
  plain('words to the console', by('console.log("going to the bank"); document.acs.submit()')),
  plain('an id that begins with a digit', by('document.getElementById("3dform").submit()', 'id="3dform"')),
  plain('a name that begins with a digit', by('document.forms["3DSecureForm"].submit()', 'name="3DSecureForm"')),
  plain('an element named in the window', by('acs.submit()', 'id="acs"')),
  plain('a listener for load', by('window.addEventListener("load", function () { document.acs.submit() }, false)')),
  plain(
    'a listener on the document',
    by('document.addEventListener("DOMContentLoaded", () => document.forms[0].submit())'),
  ),
  plain(
    'ready or not',
    by(
      'function go(){document.acs.submit()}\nif(document.readyState!=="loading")go();else document.addEventListener("DOMContentLoaded",go)',
    ),
  ),
  plain(
    'scripts hidden from old browsers',
    page(form() + '<script language="JavaScript">\n<!--\ndocument.acs.submit();\n//-->\n</script>'),
  ),
  plain(
    'scripts guarded for XHTML',
    page(form() + '<script type="text/javascript">//<![CDATA[\ndocument.acs.submit();\n//]]></script>'),
  ),
  plain(
    'strict and modern',
    by('"use strict"; const send = (f) => f.submit(); let f = document.querySelector("#acs"); f && send(f);'),
  ),
  plain('tries', by('try { document.acs.submit(); } catch (e) { document.write("Please press the button") }')),
  plain(
    'hides itself',
    by('document.body.style.display = "none"; document.title = "Please wait"; document.acs.submit();'),
  ),
  plain('functions that nobody calls', by('function track() { navigator.sendBeacon("/x") }\ndocument.acs.submit();')),
  plain(
    'both a handler and a script',
    `<body onload="document.acs.submit()">${form()}${script('window.onload = function(){ document.acs.submit() }')}`,
  ),
  // Pages that wait for a click.
  plain('a button without a name', page(form('name=acs', `${FIELDS}<input type=submit value=Continue>`)), {
    press: '[type=submit]',
  }),
  plain(
    'a button with a name',
    page(form('name=acs', `${FIELDS}<input type=submit name=proceed value="Yes, go on">`)),
    { press: '[type=submit]' },
  ),
  plain(
    'a button with a script',
    page(`${form()}<button type=button onclick="go()">Go</button>${script('function go(){ document.acs.submit() }')}`),
    { press: 'button' },
  ),
  plain('a handler set by name', by('window.onload = send; function send() { document.acs.submit() }')),
  plain(
    'a blocked Back button',
    by(
      'window.history.forward(1); function noBack(){ window.history.forward() } noBack(); window.onload = noBack; window.onpageshow = function (e) { if (e.persisted) noBack() }; setTimeout(function(){ document.acs.submit() }, 30)',
    ),
  ),
  plain('a cookie of its own', by('document.cookie = "sent=1"; document.acs.submit()')),
  plain(
    'storage of its own',
    by('if (!sessionStorage.getItem("sent")) sessionStorage.setItem("sent", "1"); document.acs.submit();'),
  ),
  plain(
    'a button elsewhere that belongs to the form',
    page(
      `${form('id=acs')}<button form=acs name=go value=1 id=b>Go</button>${script('document.getElementById("b").click()')}`,
    ),
  ),
  plain(
    'requestSubmit with a button',
    page(
      form('id=acs', `${FIELDS}<button id=b name=go value="1 &amp; 2">Go</button>`) +
        script('document.getElementById("acs").requestSubmit(document.getElementById("b"))'),
    ),
  ),
  plain('a link that submits', page(`${form()}<a id=l href="javascript:document.acs.submit()">Go</a>`), {
    press: '#l',
  }),
];
