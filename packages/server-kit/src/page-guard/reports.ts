// Browsers' reports about the checkout page's policy, in both formats, reduced to parts that can't hold card data.
import { z } from 'zod';
import type { PaymentEvent } from '../payments/payment-event.ts';
import { redactForeign } from '../redaction/redact.ts';
import { siteOf } from '../site.ts';

export type PageReport = Omit<Extract<PaymentEvent, { readonly type: 'page.blocked' }>, 'type'>;

/** One request may hold several reports. */
const MOST = 20;

const Word = z.string().optional().catch(undefined);

/** `report-to` @see Reporting API and CSP 3, 5 */
const Body = z.object({
  effectiveDirective: Word,
  blockedURL: Word,
  sourceFile: Word,
  documentURL: Word,
  disposition: Word,
});
/** `report-uri` @see CSP 3, 5.3 */
const Old = z.object({
  'effective-directive': Word,
  'violated-directive': Word,
  'blocked-uri': Word,
  'source-file': Word,
  'document-uri': Word,
  disposition: Word,
});
const Reports = z.union([z.array(z.object({ type: z.string(), body: z.unknown() })), z.object({ 'csp-report': Old })]);

/** Undefined for a body that is not a report. Reports of other kinds are skipped. */
export function readReports(sent: unknown): readonly PageReport[] | undefined {
  const parsed = Reports.safeParse(sent);
  if (!parsed.success) return undefined;
  if (!Array.isArray(parsed.data)) {
    const { 'csp-report': old } = parsed.data;
    return [
      reportOf({
        effectiveDirective: old['effective-directive'] ?? old['violated-directive'],
        blockedURL: old['blocked-uri'],
        sourceFile: old['source-file'],
        documentURL: old['document-uri'],
        disposition: old.disposition,
      }),
    ];
  }
  return parsed.data
    .filter(({ type }) => type === 'csp-violation')
    .slice(0, MOST)
    .flatMap(({ body }) => {
      const { data } = Body.safeParse(body);
      return data ? [reportOf(data)] : [];
    });
}

/** Both lists are closed: a page's script can write its own report. */
const DIRECTIVES = new Set(
  (
    'base-uri child-src connect-src default-src font-src form-action frame-ancestors frame-src img-src manifest-src media-src object-src ' +
    'require-trusted-types-for script-src script-src-attr script-src-elem style-src style-src-attr style-src-elem trusted-types worker-src'
  ).split(' '),
);
const WORDS = new Set(
  (
    'inline eval wasm-eval self data blob filesystem about file trusted-types-policy trusted-types-sink ' +
    'chrome-extension moz-extension safari-extension safari-web-extension'
  ).split(' '),
);
const knownOf = (known: ReadonlySet<string>, word: string): string => (known.has(word) ? word : 'other');

const reportOf = (said: z.output<typeof Body>): PageReport => ({
  // Older browsers send the whole directive.
  directive: knownOf(DIRECTIVES, said.effectiveDirective?.split(' ')[0] ?? ''),
  blocked: placeOf(said.blockedURL) ?? 'other',
  by: placeOf(said.sourceFile),
  page: placeOf(said.documentURL),
  enforced: said.disposition !== 'report',
});

/**
 * A blocked skimmer had the card in the address that it called: in the query, the path, or a host name below its own
 * domain. We keep none of these.
 */
function placeOf(said: string | undefined): string | null {
  if (said === undefined || said === '') return null;
  if (!URL.canParse(said)) return knownOf(WORDS, said);
  const { protocol, hostname } = new URL(said);
  if (!/^(?:http|ws)s?:$/.test(protocol)) return knownOf(WORDS, protocol.slice(0, -1));
  return redactForeign(siteOf(hostname) ?? (hostname === 'localhost' ? hostname : 'unnamed'));
}
