// What the fields contain, in which encoding, and where and how it is sent.
import { FIELDS, SUBMIT, by, form, page, plain, type TemplateRow } from './row.ts';

const lines76 = (text: string): string => text.replace(/.{76}/g, '$&\r\n');

export const DATA: readonly TemplateRow[] = [
  // What the fields contain.
  plain(
    'text with several lines',
    page(
      form(
        'name=acs',
        '<textarea name=a>\n first\nsecond\r\nthird </textarea><input type=hidden name=b value="x&#10;y&#13;z">',
      ) + SUBMIT,
    ),
  ),
  plain(
    'spaces, signs and quotes',
    page(
      form(
        'name=acs',
        `<input type=hidden name="a b" value="  1 +2%20&quot;'&lt;&gt;&amp;amp; "><input type=hidden name=e value><input type=hidden name=n>`,
      ) + SUBMIT,
    ),
  ),
  plain(
    'several writing systems',
    page(form('name=acs', '<input type=hidden name="नाम" value="आशा मेनन ₹ 😀">') + SUBMIT),
  ),
  plain(
    'the direction of a field',
    page(form('name=acs', '<input type=text name=a value="مرحبا" dir=auto dirname=a.dir>') + SUBMIT),
  ),
  plain(
    'the encoding as a field',
    page(form('name=acs', '<input type=hidden name=_charset_ value=x><input type=hidden name=a value="é">') + SUBMIT),
  ),
  plain(
    'accept-charset with another encoding',
    page(form('name=acs accept-charset="ISO-8859-1"', '<input type=hidden name=a value="café ₹">') + SUBMIT),
  ),
  plain(
    'a page in Latin 1',
    page(form('name=acs', '<input type=hidden name=a value="café">') + SUBMIT, '<meta charset="iso-8859-1">'),
    { encoding: 'latin1' },
  ),
  plain(
    'a page in ASCII that says Latin 1',
    page(
      form('name=acs', '<input type=hidden name=a value="caf&eacute; &#8377;">') + SUBMIT,
      '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
    ),
  ),
  plain(
    'a page in UTF-16',
    `\uFEFF${page(form('name=acs', '<input type=hidden name=a value="café ₹">') + SUBMIT, '')}`,
    { encoding: 'utf16le' },
  ),
  plain(
    'a page with a byte order mark',
    `\uFEFF${page(form('name=acs', '<input type=hidden name=a value="café">') + SUBMIT, '')}`,
  ),
  // Where and how it is sent.
  plain(
    'GET with a query in the address',
    page('<form name=acs action="{bank}?lost=1" method=get><input type=hidden name=a value="1 2"></form>' + SUBMIT),
  ),
  plain(
    'a query and a fragment',
    page(`<form name=acs action="{bank}?kept=1&amp;b=%20#part" method=post>${FIELDS}</form>${SUBMIT}`),
  ),
  plain(
    'an address with spaces around it',
    page(`<form name=acs action="\n  {bank}  " method=post>${FIELDS}</form>${SUBMIT}`),
  ),
  plain(
    'a base',
    page(
      `<form name=acs action="acs/next" method=post>${FIELDS}</form>${SUBMIT}`,
      '<meta charset=utf-8><base href="{bank}/deep/page.html">',
    ),
  ),
  plain(
    'a path on a base',
    page(`<form name=acs action="/acs?x=1" method=post>${FIELDS}</form>${SUBMIT}`, '<base href="{bank}/deep/">'),
  ),
  plain(
    'an address without a scheme, on a base',
    page(`<form name=acs action="{//bank}" method=post>${FIELDS}</form>${SUBMIT}`, '<base href="{bank}/deep/">'),
  ),
  plain(
    'several parts',
    page(`<form name=acs action="{bank}" method=post enctype="multipart/form-data">${FIELDS}</form>${SUBMIT}`),
  ),
  plain(
    'an unknown enctype',
    page(`<form name=acs action="{bank}" method=post enctype="application/json">${FIELDS}</form>${SUBMIT}`),
  ),
  plain(
    'a form sent as plain text',
    page(`<form name=acs action="{bank}" method=post enctype="text/plain">${FIELDS}</form>${SUBMIT}`),
  ),
  plain('an unknown method', page(`<form name=acs action="{bank}" method=put>${FIELDS}</form>${SUBMIT}`)),
  plain('no method', page('<form name=acs action="{bank}"><input type=hidden name=a value=1></form>' + SUBMIT)),
  plain('Base64 in lines', by('document.acs.submit()'), { base64: lines76 }),
  plain('Base64 followed by a line break', by('document.acs.submit()'), { base64: (text) => `${text}\n` }),
  plain('Base64 without padding', `${by('document.acs.submit()')} `, { base64: (text) => text.replace(/=+$/, '') }),
  plain(
    'fields of many kinds',
    page(
      form(
        'name=acs',
        '<input type=number name=a value="12x"><input type=range name=c><input type=email name=d value=" a@b.c "><input type=url name=e value="\n http://x "><input type=text name=g value="a\nb"><input type=password name=h value=p>',
      ) + SUBMIT,
    ),
  ),
  plain(
    'several parts with odd names',
    page(
      `<form name=acs action="{bank}" method=post enctype="multipart/form-data"><input type=hidden name='a"b' value='1"2'><input type=hidden name="c&#10;d" value="x&#13;&#10;y"><input type=hidden name="é" value="₹"></form>${SUBMIT}`,
    ),
  ),
  plain(
    'an encoding declared late',
    page(
      form('name=acs', '<input type=hidden name=a value="café">') + SUBMIT,
      `<!-- ${'-'.repeat(1500)}> --><meta charset="iso-8859-1">`,
    ),
    { encoding: 'latin1' },
  ),
  plain(
    'an encoding declared in a comment',
    page(
      form('name=acs', '<input type=hidden name=a value="café">') + SUBMIT,
      '<!-- <meta charset="shift_jis"> --><meta name=description content="charset=gbk"><meta charset="iso-8859-1">',
    ),
    { encoding: 'latin1' },
  ),
  plain(
    'a page in Latin 1 that does not declare it',
    page(form('name=acs', '<input type=hidden name=a value="café">') + SUBMIT, ''),
    { encoding: 'latin1' },
  ),
  plain(
    'a page in Windows-1252',
    page(
      form('name=acs', '<input type=hidden name=a value="\x80 \x93\xe9\x94 \x81">') + SUBMIT,
      '<meta charset=windows-1252>',
    ),
    { encoding: 'latin1' },
  ),
  plain(
    'a page in Shift_JIS',
    page(form('name=acs', '<input type=hidden name=a value="\x83\x65\x83\x58">') + SUBMIT, '<meta charset=Shift_JIS>'),
    { encoding: 'latin1' },
  ),
  plain(
    'a stray byte',
    page(`\xa9 Bank${form('name=acs', '<input type=hidden name=a value="caf\xc3\xa9">')}${SUBMIT}`),
    { encoding: 'latin1' },
  ),
];
