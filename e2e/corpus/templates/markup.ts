// What surrounds the form, and which form fields belong to.
import { FIELDS, SUBMIT, form, many, opaque, page, plain, script, type TemplateRow } from './row.ts';

export const MARKUP: readonly TemplateRow[] = [
  // What surrounds the form.
  plain('data beside the form', page(form() + '<script type="application/json">{"eval":"(1)"}</script>' + SUBMIT)),
  plain(
    'scripts that do not run',
    page(`<!-- <script>alert(1)</script> --><noscript><img src="x" onerror="alert(1)"></noscript>${form()}${SUBMIT}`),
  ),
  plain(
    'a button for browsers without scripts',
    page(form('name="acs"', `${FIELDS}<noscript><input type=submit name=go value=Continue></noscript>`) + SUBMIT),
  ),
  plain(
    'images and styles',
    page(`<style>body{background:#eee}</style><center><h3>Do not refresh</h3></center>${form()}${SUBMIT}`),
  ),
  plain(
    'a language form before it',
    page(
      `<form name=lang action="{bank}/language"><select name=l><option>en</select></form>${form()}${script('document.acs.submit()')}`,
    ),
  ),
  plain(
    'a form in a form',
    page(`<form name="acs" action="{bank}" method="post"><form action="{bank}/inner">${FIELDS}</form></form>${SUBMIT}`),
  ),
  plain(
    'capitals',
    '<HTML><BODY ONLOAD="document.FORM1.submit()"><FORM NAME="FORM1" ACTION="{bank}" METHOD="POST"><INPUT TYPE="HIDDEN" NAME="PaReq" VALUE="A+b/=="></FORM></BODY></HTML>',
  ),
  plain('a target', page(form('name="acs" target="_self"') + SUBMIT)),
  plain('the window as a target', page(form('name="acs" target="_top"') + SUBMIT)),
  // Into a frame of the page: our form uses the window.
  plain(
    'a frame as a target',
    page(`${form('name="acs" target="bankFrame"')}<iframe name="bankFrame" width=400 height=400></iframe>${SUBMIT}`),
  ),
  opaque(
    'a fragment whose form posts into a frame, and is removed',
    `<title>Bank</title><div style="height: 100vh">${form('id="challengeForm" target="challengeFrame"', '<input type="hidden" name="creq" value="eyJ0aHJl">')}
<iframe id="challengeFrame" name="challengeFrame" width="100%" height="100%"></iframe>
${script('var e = document.getElementById("challengeForm"); if (e) { e.submit(); if (e.parentNode !== null) { e.parentNode.removeChild(e); } }')}</div>`,
  ),
  // Which form fields belong to.
  plain(
    'cells around the fields',
    page(`<table><form name="acs" action="{bank}" method="post"><tr><td>${FIELDS}</td></tr></form></table>${SUBMIT}`),
  ),
  plain(
    'a block closed too early',
    page(`<div><form name="acs" action="{bank}" method="post"></div>${FIELDS}</form>${SUBMIT}`),
  ),
  plain(
    'fields outside the form',
    page(`<input type=hidden name=out value=1>${form()}<input type=hidden name=after value=1>${SUBMIT}`),
  ),
  plain(
    'fields elsewhere that belong to the form',
    page(`${form('id="acs"')}<input type=hidden name=late value=1 form="acs">${SUBMIT}`),
  ),
  plain(
    'fields that belong to another form',
    page(
      `<form id=other></form>${form('name=acs', `${FIELDS}<input type=hidden name=not value=1 form=other>`)}${script('document.acs.submit()')}`,
    ),
  ),
  plain(
    'disabled fields',
    page(
      form(
        'name=acs',
        `${FIELDS}<input name=off value=1 disabled><fieldset disabled><input name=off2 value=1></fieldset>`,
      ) + SUBMIT,
    ),
  ),
  plain(
    'choices',
    page(
      form(
        'name=acs',
        '<input type=checkbox name=a><input type=checkbox name=b checked><input type=radio name=c value=1><input type=radio name=c value=2 checked><select name=d><option>1<option selected value="two">2</select><select name=e multiple><option selected>x<option selected>y</select>',
      ) + SUBMIT,
    ),
  ),
  plain(
    'the same name three times',
    page(
      form(
        'name=acs',
        '<input type=hidden name=x value=1><input type=hidden name=x value=2><input type=hidden name=x value=1>',
      ) + SUBMIT,
    ),
  ),
  plain(
    'buttons that are not pressed',
    page(
      form(
        'name=acs',
        `${FIELDS}<input type=submit name=s value=1><input type=image name=i alt=x><button name=b value=2>b</button><input type=reset name=r>`,
      ) + SUBMIT,
    ),
  ),
  plain('60 fields', page(form('name=acs', many(60)) + SUBMIT)),
  plain('200 fields', page(form('name=acs', many(200)) + SUBMIT)),
  plain(
    'a form in the text of a field',
    page(`<textarea form=none><form action="{bank}/no"></textarea>${form()}${script('document.acs.submit()')}`),
  ),
  plain(
    'unknown elements',
    page(`<bank-page><bank-form>${form()}</bank-form></bank-page>${script('document.acs.submit()')}`),
  ),
];
