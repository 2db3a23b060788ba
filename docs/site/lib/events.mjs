// Tables of what pages and shops are told, read from the types that say so: names, fields, and the comments that stand at them.
import ts from 'typescript';
import { readDocument } from './documents.mjs';
import { table } from './markdown.mjs';

const parse = (path) => ts.createSourceFile(path, readDocument(path), ts.ScriptTarget.ES2022, true);

const EVENTS = parse('packages/server-kit/src/payments/payment-event.ts');
const GATEWAY = parse('packages/server-kit/src/payments/gateway-notice.ts');
const NOTICES = parse('packages/server-kit/src/payments/outbox/attention.ts');
const PAYMENT = parse('packages/server-kit/src/payments/outbox/payment.ts');
const PROBLEM = parse('packages/contract/src/problem.ts');
const CHECKOUT = parse('packages/contract/src/checkout.ts');

const declarationOf = (file, name) => {
  const found = file.statements.find((each) => each.name?.text === name);
  if (!found) throw new Error(`${file.fileName} declares no ${name}.`);
  return found;
};

/** What a comment says, without its stars. */
const wordsOf = (comment) =>
  comment
    .replaceAll(/^\s*\/\*\*|\*\/\s*$/g, '')
    .replaceAll(/^\s*\* ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The last doc comment in a stretch of text. */
const lastComment = (text) => wordsOf([...text.matchAll(/\/\*\*.*?\*\//gs)].at(-1)?.[0] ?? '');

const docOf = (node) =>
  wordsOf(
    ts
      .getJSDocCommentsAndTags(node)
      .map((each) => each.getText())
      .join(' '),
  );
const code = (text) => `\`${text.replaceAll(/\s+/g, ' ')}\``;

const fieldsOf = (members) =>
  members.map((member) => ({
    name: `${member.name.getText()}${member.questionToken ? '?' : ''}`,
    type: member.type.getText(),
    says: docOf(member),
  }));

/** Kinds of a union whose members have a `type`: each with its words, its fields, and the names of what is added to it. */
function kindsOf(file, name) {
  const source = file.getFullText();
  let end = declarationOf(file, name).type.getFullStart();
  return declarationOf(file, name).type.types.flatMap((member) => {
    const says = lastComment(source.slice(end, member.getStart()));
    end = member.end;
    const inner = ts.isParenthesizedTypeNode(member) ? member.type : member;
    const parts = ts.isIntersectionTypeNode(inner) ? inner.types : [inner];
    const literal = parts.find(ts.isTypeLiteralNode);
    if (!literal) return [];
    const fields = fieldsOf(literal.members);
    const kind = fields.find((each) => each.name === 'type')?.type.slice(1, -1);
    return [
      {
        kind,
        says,
        fields: fields.filter((each) => each.name !== 'type'),
        adds: parts.filter(ts.isTypeReferenceNode).map((each) => each.getText()),
      },
    ];
  });
}

const fieldTable = (fields) =>
  table(
    ['field', 'type', ''],
    fields.map(({ name, type, says }) => [code(name), code(type), says]),
  );

/** What the names that are added stand for. */
const ADDS = {
  About: 'which payment: see [About](#about)',
  'Partial<About>': 'which payment, if known: see [About](#about)',
  Ids: '`orderId` and `paymentId`, EximPe’s own; `null` if it did not send them',
};

function sections(kinds, level) {
  return kinds
    .map(({ kind, says, fields, adds }) =>
      [
        `${'#'.repeat(level)} \`${kind}\``,
        says,
        fields.length > 0 && fieldTable(fields),
        adds.length > 0 && `Also ${adds.map((each) => ADDS[each]).join('; ')}.`,
      ]
        .filter(Boolean)
        .join('\n\n'),
    )
    .join('\n\n');
}

/** Everything that `onEvent` is told. */
export function serverEvents() {
  const kinds = [...kindsOf(EVENTS, 'PaymentEvent'), ...kindsOf(GATEWAY, 'GatewayNotice')];
  const undocumented = kinds.filter(({ says }) => says === '').map(({ kind }) => kind);
  if (undocumented.length > 0) throw new Error(`These events have no words at their type: ${undocumented.join(', ')}.`);
  return [
    table(
      ['event', 'when'],
      kinds.map(({ kind, says }) => [`[${kind}](#${kind.replaceAll('.', '')})`, says]),
    ),
    `### About\n\nIn every event, log line and metric about a payment:\n\n${fieldTable(fieldsOf(declarationOf(EVENTS, 'About').members))}`,
    sections(kinds, 3),
  ].join('\n\n');
}

/** Everything that `onAttention` is told, and what a payment is to hooks. */
export function noticeTable() {
  return [
    sections(kindsOf(NOTICES, 'Notice'), 3),
    `### A payment\n\nThe argument of \`onPaid\` and \`onFailed\`, and \`attention.payment\`:\n\n${fieldTable(fieldsOf(declarationOf(PAYMENT, 'Payment').members))}`,
    `\`onPaid\` also gets:\n\n${fieldTable(fieldsOf(declarationOf(PAYMENT, 'PaidPayment').members))}`,
    `\`onFailed\` also gets:\n\n${fieldTable(fieldsOf(declarationOf(PAYMENT, 'FailedPayment').members))}`,
  ].join('\n\n');
}

const FORM_EVENTS = ['change', 'state', 'problem', 'outcome'];
const title = (name) => name[0].toUpperCase() + name.slice(1);

/** The details of the form's events. */
export function formEvents() {
  const details = FORM_EVENTS.map((name) => {
    const detail = declarationOf(
      parse(`packages/widget/src/events/eximpe-${name}-event.ts`),
      `Eximpe${title(name)}Detail`,
    );
    return `### \`eximpe-${name}\`: detail\n\n${fieldTable(fieldsOf(detail.members))}`;
  });
  return [
    `### \`eximpe-ready\`: detail\n\n${fieldTable(schemaFields(CHECKOUT, 'CheckoutAnswer'))}`,
    ...details,
    `### A problem\n\n\`detail.problem\` of \`eximpe-problem\` and \`eximpe-outcome\`. Each \`code\` has [its own page](/errors/).\n\n${fieldTable(schemaFields(PROBLEM, 'Problem'))}`,
  ].join('\n\n');
}

/** Fields of a schema, in the words of the types that it stands for. */
function schemaFields(file, name) {
  const statement = file.statements.find(
    (each) => ts.isVariableStatement(each) && each.declarationList.declarations[0].name.getText() === name,
  );
  const [literal] = statement.declarationList.declarations[0].initializer.arguments;
  return literal.properties.map((property) => {
    const schema = property.initializer ?? property.name;
    const isOptional = nameOfCall(schema) === 'optional';
    return {
      name: `${property.name.getText()}${isOptional ? '?' : ''}`,
      type: typeOf(isOptional ? schema.arguments[0] : schema),
      says: docOf(property),
    };
  });
}

const nameOfCall = (node) =>
  ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : undefined;

function typeOf(schema) {
  const name = nameOfCall(schema);
  if (name === 'check') return typeOf(schema.expression.expression);
  if (name === 'array') return `${typeOf(schema.arguments[0])}[]`;
  if (name === 'enum') {
    const [values] = schema.arguments;
    return ts.isArrayLiteralExpression(values)
      ? values.elements.map((each) => each.getText()).join(' | ')
      : 'ProblemCode';
  }
  return name ?? schema.getText();
}
