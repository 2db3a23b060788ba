// The page that hands the shopper over, as the order's answer carries it, and what the aggregator makes sure of when they arrive.
import type { Challenge } from '../book/order.ts';
import { linkOf, templateKind, type AcsForm, type TemplateName } from './template-kinds.ts';

function acsForm(challenge: Challenge, aggregatorUrl: string, name: TemplateName): AcsForm {
  const base = `${aggregatorUrl}/${challenge.merchantHash}`;
  return {
    action: `${base}/threeDSecure/method`,
    fields: {
      PaReq: challenge.paReq,
      MD: challenge.md,
      TermUrl: `${base}/CommonPgResponseHandler`,
      ...templateKind(name).fields,
    },
  };
}

/** By an `acs_template`, or by a link in its place. */
export function handOver(challenge: Challenge, aggregatorUrl: string, template: TemplateName | 'link') {
  if (template === 'link') return { link: linkOf(acsForm(challenge, aggregatorUrl, 'plain')) };
  const { page, encoding = 'utf8', base64 } = templateKind(template);
  const text = Buffer.from(page(acsForm(challenge, aggregatorUrl, template)).text, encoding).toString('base64');
  return { acs_template: base64?.(text) ?? text };
}

/** The fields of a form that arrived unchanged, byte for byte. */
export const expectedFields = (
  challenge: Challenge,
  aggregatorUrl: string,
  template: TemplateName | 'link',
): AcsForm['fields'] => {
  const name = template === 'link' ? 'plain' : template;
  return { ...acsForm(challenge, aggregatorUrl, name).fields, ...templateKind(name).arrives };
};
