// What editors and frameworks are told about <eximpe-card-form>: one table, and the formats made from it.

const CHALLENGES = ['auto', 'popup', 'iframe', 'redirect'];

export const FACTS = {
  tag: 'eximpe-card-form',
  className: 'EximpeCardForm',
  summary: 'A card form that pays one checkout, with 3-D Secure, through an EximPe server-kit.',
  attributes: [
    {
      name: 'endpoint',
      type: 'string',
      what: 'Where the server-kit is mounted: a path of this site such as `/eximpe`, or an absolute address.',
    },
    { name: 'checkout', type: 'string', what: 'The shop’s own reference of what is to be paid.' },
    {
      name: 'challenge',
      type: CHALLENGES.map((mode) => `'${mode}'`).join(' | '),
      values: CHALLENGES,
      what: 'How the bank’s page is shown; `auto` without it.',
    },
    {
      name: 'theme',
      type: "'auto' | 'light' | 'dark'",
      values: ['auto', 'light', 'dark'],
      what: 'Whether it is light or dark behind the form; as the page’s color-scheme says without it.',
    },
    {
      name: 'density',
      type: "'comfortable' | 'compact'",
      values: ['comfortable', 'compact'],
      what: 'How much air there is; `comfortable` without it.',
    },
    {
      name: 'render-root',
      type: "'shadow' | 'light'",
      values: ['shadow', 'light'],
      what: 'Where the fields are: `light` puts them into the page itself, for password managers that can’t see shadow roots. Read once.',
    },
    { name: 'disabled', type: 'boolean', what: 'Nothing can be typed or sent.' },
    { name: 'readonly', type: 'boolean', what: 'What is typed stands; it can still be sent.' },
    {
      name: 'lang',
      type: 'string',
      what: 'Language: en hi bn mr te ta gu kn ml pa or ur ar. The language of the place it stands in without it.',
    },
  ],
  properties: [{ name: 'messages', type: 'Partial<Messages>', what: 'The shop’s own words for single messages.' }],
  methods: [
    {
      name: 'submit',
      returns: 'void',
      what: 'Pays with what is in the fields, as the Pay button does. Call it synchronously in a click.',
    },
    { name: 'requestSubmit', returns: 'void', what: 'The same as `submit()`.' },
    { name: 'validate', returns: 'boolean', what: 'Shows what is wrong and takes the caret there.' },
    { name: 'reset', returns: 'void', what: 'Empties the fields. A payment under way is not touched.' },
    { name: 'cancel', returns: 'void', what: 'Gives a payment under way up; the server is asked for the truth.' },
    { name: 'focus', returns: 'void', what: 'Takes the caret to where it is needed.' },
  ],
  events: [
    { name: 'eximpe-ready', type: 'EximpeReadyEvent', what: 'The form can be paid with.' },
    { name: 'eximpe-change', type: 'EximpeChangeEvent', what: 'The detected network or the completeness changed.' },
    { name: 'eximpe-state', type: 'EximpeStateEvent', what: 'The payment moved.' },
    {
      name: 'eximpe-settled',
      type: 'EximpeSettledEvent',
      what: 'The shopper has an answer. Ship goods on the server’s word, not on this.',
    },
    { name: 'eximpe-problem', type: 'EximpeProblemEvent', what: 'Something stands in the way.' },
  ],
  slots: [
    { name: 'header', what: 'Above the fields.' },
    { name: 'submit', what: 'In place of the Pay button; a click on it pays.' },
    { name: 'submit-label', what: 'In place of the words on the Pay button.' },
    { name: 'footer', what: 'In place of the note below the button.' },
    { name: 'success', what: 'Below “Payment complete”.' },
  ],
  parts: [
    'root',
    'form',
    'problem',
    'field',
    'number',
    'expiry',
    'cvc',
    'name',
    'label',
    'input',
    'error',
    'mop',
    'network-mark',
    'button',
    'primary',
    'secondary',
    'pay',
    'note',
    'panel',
    'badge',
    'title',
  ],
  tokens: [
    'accent',
    'on-accent',
    'ink',
    'quiet',
    'field',
    'line',
    'danger',
    'success',
    'radius',
    'gap',
    'font',
    'field-height',
  ],
};

const text = (type) => ({ text: type });

/** @see https://github.com/webcomponents/custom-elements-manifest */
export function customElements({
  tag,
  className,
  summary,
  attributes,
  properties,
  methods,
  events,
  slots,
  parts,
  tokens,
}) {
  const members = [...attributes, ...properties].filter(({ name }) => name !== 'lang');
  return {
    schemaVersion: '1.0.0',
    modules: [
      {
        kind: 'javascript-module',
        path: 'dist/index.js',
        declarations: [
          {
            kind: 'class',
            customElement: true,
            name: className,
            tagName: tag,
            summary,
            attributes: attributes.map(({ name, type, what }) => ({ name, type: text(type), description: what })),
            members: [
              ...members.map(({ name, type, what }) => ({ kind: 'field', name, type: text(type), description: what })),
              ...methods.map(({ name, returns, what }) => ({
                kind: 'method',
                name,
                return: { type: text(returns) },
                description: what,
              })),
            ],
            events: events.map(({ name, type, what }) => ({ name, type: text(type), description: what })),
            slots: slots.map(({ name, what }) => ({ name, description: what })),
            cssParts: parts.map((name) => ({ name })),
            cssProperties: tokens.map((name) => ({ name: `--eximpe-${name}` })),
          },
        ],
        exports: [{ kind: 'js', name: className, declaration: { name: className, module: 'dist/index.js' } }],
      },
      {
        kind: 'javascript-module',
        path: 'dist/define.js',
        exports: [
          { kind: 'custom-element-definition', name: tag, declaration: { name: className, module: 'dist/index.js' } },
        ],
      },
    ],
  };
}

/** @see https://code.visualstudio.com/api/extension-guides/custom-data-extension */
export const vscodeData = ({ tag, summary, attributes }) => ({
  version: 1.1,
  tags: [
    {
      name: tag,
      description: summary,
      attributes: attributes.map(({ name, what, values }) => ({
        name,
        description: what,
        ...(values && { values: values.map((value) => ({ name: value })) }),
      })),
    },
  ],
});

/** For JetBrains editors. @see https://github.com/JetBrains/web-types */
export const webTypes = ({ tag, summary, attributes, properties, events, slots, parts, tokens }, version) => ({
  $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
  name: '@eximpe/card-form',
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: [
        {
          name: tag,
          description: summary,
          attributes: attributes.map(({ name, type, what }) => ({ name, description: what, value: { type } })),
          slots: slots.map(({ name, what }) => ({ name, description: what })),
          js: {
            properties: properties.map(({ name, type, what }) => ({ name, type, description: what })),
            events: events.map(({ name, what }) => ({ name, description: what })),
          },
          css: {
            parts: parts.map((name) => ({ name })),
            properties: tokens.map((name) => ({ name: `--eximpe-${name}` })),
          },
        },
      ],
    },
  },
});

/** Types of the tag in React's JSX; `import type {} from '@eximpe/card-form/jsx'` brings them in. */
export function jsxTypes({ tag, className, attributes, properties, events }) {
  const props = attributes.filter(({ name }) => name !== 'lang');
  return `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ${[className, 'Messages', ...events.map(({ type }) => type)].join(', ')} } from '@eximpe/card-form';

type Props = DetailedHTMLProps<HTMLAttributes<${className}>, ${className}> & {
${props.map(({ name, type, what }) => `  /** ${what} */\n  '${name}'${['endpoint', 'checkout'].includes(name) ? '' : '?'}: ${type} | undefined;`).join('\n')}
${properties.map(({ name, type, what }) => `  /** ${what} */\n  '${name}'?: ${type} | undefined;`).join('\n')}
${events.map(({ name, type, what }) => `  /** ${what} */\n  'on${name}'?: (event: ${type}) => void;`).join('\n')}
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${tag}': Props;
    }
  }
}
`;
}
