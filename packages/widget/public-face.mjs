// The public face of <eximpe-card-form>, read from the JSDoc of its class, in the formats of editors and frameworks.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

const CLASS_FILE = 'src/element/card-form-element.ts';

/** The class as the analyzer sees it, without what is not public. `attributeValues` is the table of src/element/attribute-values.ts. */
function readDeclaration(attributeValues) {
  const path = fileURLToPath(new URL(CLASS_FILE, import.meta.url));
  const source = ts.createSourceFile(CLASS_FILE, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const { modules } = create({ modules: [source], plugins: [...litPlugin()] });
  const [declaration] = modules[0].declarations;
  const withValues = (each) => ({
    ...each,
    ...(each.type && { type: { text: spellOut(each.type.text, attributeValues) } }),
  });
  return {
    ...declaration,
    members: declaration.members.filter(({ privacy }) => !privacy || privacy === 'public').map(withValues),
    // Those with a property first.
    attributes: declaration.attributes
      .map(withValues)
      .toSorted((a, b) => Number('fieldName' in b) - Number('fieldName' in a)),
  };
}

/** Values by name instead of the type that gives them: `AttributeValue<'theme'> | ''` is `'auto' | 'light' | 'dark'`. */
const spellOut = (type, attributeValues) =>
  type
    .replace(/AttributeValue<'([\w-]+)'>/g, (_, name) => attributeValues[name].map((value) => `'${value}'`).join(' | '))
    .replace(/ \| ''$/, '');

/** @see https://github.com/webcomponents/custom-elements-manifest */
export function customElements(attributeValues) {
  const declaration = readDeclaration(attributeValues);
  const { name, tagName } = declaration;
  const reference = { name, module: 'dist/index.js' };
  return {
    schemaVersion: '1.0.0',
    modules: [
      {
        kind: 'javascript-module',
        path: 'dist/index.js',
        declarations: [declaration],
        exports: [{ kind: 'js', name, declaration: reference }],
      },
      {
        kind: 'javascript-module',
        path: 'dist/define.js',
        exports: [{ kind: 'custom-element-definition', name: tagName, declaration: reference }],
      },
    ],
  };
}

/** The form's declaration in its manifest. */
export const declarationIn = (manifest) => manifest.modules[0].declarations[0];

/** Properties that no attribute sets. */
export const propertiesOf = ({ members }) => members.filter(({ kind, attribute }) => kind === 'field' && !attribute);

export const methodsOf = ({ members }) => members.filter(({ kind }) => kind === 'method');

/** @see https://code.visualstudio.com/api/extension-guides/custom-data-extension */
export function vscodeData({ tagName, description, attributes }) {
  const valuesOf = ({ type }) => [...type.text.matchAll(/'([^']+)'/g)].map(([, name]) => ({ name }));
  return {
    version: 1.1,
    tags: [
      {
        name: tagName,
        description,
        attributes: attributes.map((each) => {
          const values = valuesOf(each);
          return { name: each.name, description: each.description, ...(values.length > 0 && { values }) };
        }),
      },
    ],
  };
}

/** For JetBrains editors. @see https://github.com/JetBrains/web-types */
export function webTypes(declaration, version) {
  const { tagName, description, attributes, events, slots, cssParts, cssProperties } = declaration;
  const named = (each) => ({ name: each.name, description: each.description });
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name: '@eximpe/card-form',
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: [
          {
            name: tagName,
            description,
            attributes: attributes.map((each) => ({ ...named(each), value: { type: each.type.text } })),
            slots: slots.map(named),
            js: {
              properties: propertiesOf(declaration).map((each) => ({ ...named(each), type: each.type.text })),
              events: events.map(named),
            },
            css: { parts: cssParts.map(named), properties: cssProperties.map(named) },
          },
        ],
      },
    },
  };
}

/** Without it nothing can be paid. Where to, `endpoint` or `src` say. */
const REQUIRED = ['checkout'];

/** What the tag takes, for templates: attributes and properties. Frameworks know `lang` themselves. */
const propsOf = (declaration) =>
  [...declaration.attributes.filter(({ name }) => name !== 'lang'), ...propertiesOf(declaration)]
    .map(
      ({ name, type, description }) =>
        `  /** ${description} */\n  '${name}'${REQUIRED.includes(name) ? '' : '?'}: ${type.text} | undefined;`,
    )
    .join('\n');

/** @param prefix what stands before an event's name where it is a property */
const listenersOf = ({ events }, prefix, mark = '') =>
  events
    .map(
      ({ name, type, description }) =>
        `  /** ${description} */\n  '${prefix}${name}'${mark}: (event: ${type.text}) => void;`,
    )
    .join('\n');

const importOfTypes = ({ name, events }) =>
  `import type { ${[name, 'Messages', ...events.map(({ type }) => type.text)].join(', ')} } from '@eximpe/card-form';`;

/** Types of the tag in React's JSX; `import type {} from '@eximpe/card-form/jsx'` brings them in. */
export function jsxTypes(declaration) {
  const { name: className, tagName } = declaration;
  return `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${importOfTypes(declaration)}

type Props = DetailedHTMLProps<HTMLAttributes<${className}>, ${className}> & {
${propsOf(declaration)}
${listenersOf(declaration, 'on', '?')}
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${tagName}': Props;
    }
  }
}
`;
}

/**
 * Types of the tag in Vue's templates; `import type {} from '@eximpe/card-form/vue'`.
 * @see https://vuejs.org/guide/extras/web-components
 */
export function vueTypes(declaration) {
  const { name: className, tagName } = declaration;
  return `import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
${importOfTypes(declaration)}

interface Props {
${propsOf(declaration)}
}

interface Events {
${listenersOf(declaration, '')}
}

declare module 'vue' {
  interface GlobalComponents {
    '${tagName}': new () => ${className} & {
      /** For templates only: the element has no such property. */
      $props: HTMLAttributes & Props & PublicProps;
      /** For templates only. */
      $emit: EmitFn<{ [Name in keyof Events]: Events[Name] }>;
    };
  }
}
`;
}

/** Types of the tag in Svelte's templates; `import type {} from '@eximpe/card-form/svelte'`. */
export function svelteTypes(declaration) {
  const { name: className, tagName } = declaration;
  return `import type { HTMLAttributes } from 'svelte/elements';
${importOfTypes(declaration)}

interface Props extends HTMLAttributes<${className}> {
${propsOf(declaration)}
${listenersOf(declaration, 'on', '?')}
}

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    '${tagName}': Props;
  }
}
`;
}
