// The page that sends the shopper to the aggregator, as in the order's answer, and the fields that the aggregator checks when they arrive.
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

/** With an `acs_template`, or with a link instead. */
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
