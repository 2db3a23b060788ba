// Pages whose scripts have to run.
import { FIELDS, SUBMIT, by, form, many, native, opaque, page, plain, script, type TemplateRow } from './row.ts';

const built = (charset: string): string =>
  page(
    script(
      `var f=document.createElement('form');f.method='post';f.action='{bank}';var i=document.createElement('input');i.type='hidden';i.name='PaReq';i.value='caf\u00e9';f.appendChild(i);document.body.appendChild(f);f.submit()`,
    ),
    `<meta charset="${charset}">`,
  );

export const RUNNING: readonly TemplateRow[] = [
  opaque('a form built by its script', built('utf-8')),
  opaque('a form built by its script, in Latin 1', built('windows-1252'), { encoding: 'latin1' }),
  opaque(
    'a form written by a script',
    page(
      script(
        `document.write('<form name="acs" action="{bank}" method="post"><input type="hidden" name="PaReq" value="x+y"></form>'); document.acs.submit();`,
      ),
    ),
  ),
  plain('a redirect of the page', page('Please wait', '<meta http-equiv="refresh" content="0;url={bank}?a=1">')),
  opaque('an address that is set', page(script('location.href = "{bank}?PaReq=x%2By"'))),
  opaque(
    'a frameset',
    '<html><head><title>Bank</title></head><frameset rows="100%"><frame name="acs" src="{bank}?PaReq=x%2By&amp;MD=1"></frameset></html>',
  ),
  native(
    'a form written into a frameset',
    `<html><head>${script('function go(){ var d = frames.acs.document; d.write(\'<form name="f" action="{bank}" method="post"><input type="hidden" name="PaReq" value="x+y"></form>\'); d.close(); d.f.submit() }')}</head><frameset rows="100%,0" onload="go()"><frame name="acs" src="about:blank"><frame name="empty" src="about:blank"></frameset></html>`,
  ),
  opaque(
    'a measured value',
    page(
      form('name=acs', '<input type=hidden name=colorDepth>') +
        script('document.acs.colorDepth.value = screen.colorDepth; document.acs.submit()'),
    ),
  ),
  opaque(
    'generated fields',
    page(
      form() +
        script(
          'for (var i = 0; i < 3; i++) { var e = document.createElement("input"); e.type = "hidden"; e.name = "n" + i; e.value = i; document.acs.appendChild(e) } document.acs.submit()',
        ),
    ),
  ),
  opaque(
    'a changed address',
    page(form() + script('document.acs.action = document.acs.action + "/moved"; document.acs.submit()')),
  ),
  opaque(
    'a script between the fields',
    page(form('name=acs', `${FIELDS}${script('document.acs.submit()')}<input type=hidden name=late value=1>`)),
  ),
  opaque(
    'code as text',
    page(form() + script('document.acs.MD.value = "moved"; setTimeout("document.acs.submit()", 50)')),
  ),
  opaque('code that is evaluated', by('eval("document.acs.submit()")')),
  opaque(
    'a countdown',
    page(
      `<span id=c>3</span>${form()}${script('var n = 3; function tick(){ document.getElementById("c").innerHTML = n; if (--n < 0) document.acs.submit(); else setTimeout(tick, 20) } tick()')}`,
    ),
  ),
  opaque('a method of an object', by('var App = { go: function(){ document.acs.submit() } }; App.go();')),
  opaque('a promise', by('Promise.resolve().then(function(){ document.acs.submit() })')),
  opaque(
    'a handler that changes what is sent',
    page(
      `<form name=acs action="{bank}" method=post onsubmit="this.MD.value = 'changed'">${FIELDS}<button id=b>Go</button></form>${script('document.getElementById("b").click()')}`,
    ),
  ),
  opaque(
    'a button with a formaction',
    page(
      `<form name=acs action="{bank}/no" method=post>${FIELDS}<button id=b formaction="{bank}">Go</button></form>${script('document.getElementById("b").click()')}`,
    ),
  ),
  opaque(
    'markup set with innerHTML',
    page(
      `<div id=d></div>${script(`document.getElementById('d').innerHTML = '<form name="acs" action="{bank}" method="post"><input type="hidden" name="a" value="1"></form>'; document.acs.submit()`)}`,
    ),
  ),
  opaque(
    'a query in Latin 1',
    page(`<form name=acs action="{bank}?a=café" method=post>${FIELDS}</form>${SUBMIT}`, '<meta charset=iso-8859-1>'),
    { encoding: 'latin1' },
  ),
  // More than our own form accepts.
  opaque('300 fields', page(form('name=acs', many(300)) + SUBMIT)),
  opaque(
    'a value of 70 kB',
    page(form('name=acs', `<input type=hidden name=a value="${'A'.repeat(70_000)}">`) + SUBMIT),
  ),
  opaque('a long name', page(form('name=acs', `<input type=hidden name="${'n'.repeat(300)}" value=1>`) + SUBMIT)),
  opaque('a file input without a file', page(form('name=acs', `${FIELDS}<input type=file name=up>`) + SUBMIT)),
];
