// A hand-over page as banks write it, and the parts that many have in common.

export interface TemplateRow {
  readonly what: string;
  /** `{bank}` stands for the address it posts to, `{//bank}` for the same without the scheme. */
  readonly html: string;
  /** `plain`: read as data and posted by our own form. `opaque`: run in an opaque origin, or on a host of its own. `native`: the latter only. */
  readonly way: 'plain' | 'opaque' | 'native';
  /** Encoding of the bytes; UTF-8 by default. */
  readonly encoding?: 'latin1' | 'utf16le';
  /** How EximPe wrote the Base64. */
  readonly base64?: (text: string) => string;
  /** What a shopper presses if the page does not go on by itself. */
  readonly press?: string;
}

export const FIELDS = `<input type="hidden" name="PaReq" value="eJxVUttu2zAM/RXD7+vLpdg==">
<input type="hidden" name="MD" value="MD-0001+/=&amp;x"><input type="hidden" name="TermUrl" value="https://agg.example/return?a=1&amp;b=2">`;
export const form = (attributes = 'name="acs" id="acs"', fields = FIELDS): string =>
  `<form ${attributes} action="{bank}" method="post">${fields}</form>`;
export const SUBMIT = '<script>document.forms[0].submit()</script>';
export const page = (body: string, head = '<meta charset="utf-8"><title>Redirecting</title>'): string =>
  `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;
export const script = (code: string): string => `<script type="text/javascript">${code}</script>`;
/** A form and what its script does. */
export const by = (code: string, attributes?: string): string => page(form(attributes) + script(code));
export const many = (count: number): string =>
  Array.from({ length: count }, (_, index) => `<input type=hidden name="f${index}" value="${index * 7}">`).join('');

export const plain = (what: string, html: string, more: Partial<TemplateRow> = {}): TemplateRow => ({
  what,
  html,
  way: 'plain',
  ...more,
});
export const opaque = (what: string, html: string, more: Partial<TemplateRow> = {}): TemplateRow => ({
  ...plain(what, html, more),
  way: 'opaque',
});
/** Accesses its own frames, which a page with an opaque origin may not do. */
export const native = (what: string, html: string): TemplateRow => ({ ...plain(what, html), way: 'native' });

export const bytesOf = ({ html, encoding = 'utf8' as never }: TemplateRow, bank: string): Buffer =>
  Buffer.from(html.replaceAll('{bank}', bank).replaceAll('{//bank}', bank.slice(bank.indexOf('//'))), encoding);
