// The encoding that a page declares, found as browsers find it: before any of the page can be decoded.

/** How far into the page browsers look for it. */
const HEAD_BYTES = 8 * 1024;
const COMMENT_OR_META = /<!--(?:.*?-->|.*)|<meta\b((?:"[^"]*"|'[^']*'|[^'">])*)>/gis;
const ATTRIBUTE = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const LABEL = /^\s*([\w:.-]+)\s*$/;
const IN_CONTENT = /charset\s*=\s*["']?\s*([^\s"';]+)/i;
const IN_XML = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w:.-]+)["']/i;
/** A page that names UTF-16 in ASCII is not in UTF-16: browsers read it as UTF-8. */
const UTF_16 = /^(?:utf-?16|ucs-?2|iso-10646-ucs-2|csunicode|unicode)/i;

/** A label such as `iso-8859-1`, as the page writes it; undefined when the page declares none. */
export function declaredCharset(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, HEAD_BYTES).toString('latin1');
  const labels = [...head.matchAll(COMMENT_OR_META)].map(([, attributes]) => attributes && inMeta(attributes));
  const label = labels.find((found) => found !== undefined && LABEL.test(found)) ?? IN_XML.exec(head)?.[1];
  return label !== undefined && UTF_16.test(label.trim()) ? 'utf-8' : label?.trim();
}

function inMeta(written: string): string | undefined {
  const attributes = new Map(
    [...written.matchAll(ATTRIBUTE)].map(([, name = '', ...values]) => [
      name.toLowerCase(),
      values.find(Boolean) ?? '',
    ]),
  );
  const isHeader = attributes.get('http-equiv')?.trim().toLowerCase() === 'content-type';
  return attributes.get('charset') ?? (isHeader ? IN_CONTENT.exec(attributes.get('content') ?? '')?.[1] : undefined);
}
