// Lint rules of our own, for boundaries that imports alone do not show.

/** Field names, headers, words and addresses of EximPe's API, and nobody else's. */
const EXIMPE_NAMES =
  /\b(?:(?:merchant_|order_)?reference_id|order_(?:id|uid)|payment_id|refund_id|card_details|card_token|masked_pan|cardholder_name|acs_?template|mop_type|event_type|sequence_number|status_message|bank_ref_num|return_url|line_[12]|postal_code|hs_code|type_of_goods|PAYMENT_(?:SUCCESSFUL|FAILED|REFUNDED)|x-webhook-[a-z\d-]+|x-client-(?:id|secret))\b|\/pg\//i;

const eximpeNames = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const check = (node, text) => {
      const name = EXIMPE_NAMES.exec(text)?.[0];
      if (name === undefined) return;
      context.report({
        node,
        message: `"${name}" is EximPe's name. Only eximpe/ speaks EximPe's dialect: translate it there, and pass our own word on.`,
      });
    };
    return {
      Identifier: (node) => check(node, node.name),
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      TemplateElement: (node) => check(node, node.value.raw),
    };
  },
};

export default { meta: { name: 'boundaries' }, rules: { 'eximpe-names': eximpeNames } };
