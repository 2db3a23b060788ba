// Hand-over pages with the structures that banks, aggregators and their SDKs use.
import { DATA } from './templates/data.ts';
import { MARKUP } from './templates/markup.ts';
import type { TemplateRow } from './templates/row.ts';
import { RUNNING } from './templates/running.ts';
import { SUBMITTING } from './templates/submitting.ts';

export { bytesOf } from './templates/row.ts';

const ALL: readonly TemplateRow[] = [...SUBMITTING, ...MARKUP, ...DATA, ...RUNNING];

/** What every shop can show. */
export const TEMPLATES = ALL.filter(({ way }) => way !== 'native');
/** Pages that are shown on a host of their own. */
export const HAVING_TO_RUN = ALL.filter(({ way }) => way !== 'plain');

/** Answers from EximPe that have an address instead of the template. */
export const LINKS: readonly string[] = [
  '{bank}?PaReq=x%2By&MD=1&TermUrl=https%3A%2F%2Fagg.example%2Freturn',
  '{bank}?a=1&a=2&amp=3&b="quoted"&c=é#part',
];

/** A device check in a hidden frame, then the form: what EMV 3-D Secure calls the 3DS Method. */
export const METHOD_FIRST = `<iframe name=look hidden onload="looked()"></iframe>
<form name=m action="{bank}/method" method=post target=look><input type=hidden name=threeDSMethodData value=eyJ9></form>
<form name=acs action="{bank}/acs" method=post><input type=hidden name=creq value="a+b"></form>
<script>function looked(){} document.m.submit(); setTimeout(function(){ document.acs.submit() }, 500)</script>`;
