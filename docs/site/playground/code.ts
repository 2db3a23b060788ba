// The code of what is shown in the playground, to copy: in HTML, React and Vue.
import type { Settings } from './settings.ts';

const camel = (name: string): string => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const lines = (...all: readonly (string | false)[]): string => all.filter((line) => line !== false).join('\n');

/** Only what differs from the form's own defaults. */
const attributesOf = ({ attributes, lang }: Settings): readonly (readonly [string, string])[] => [
  ['endpoint', '/eximpe'],
  ['checkout', 'ORDER-1'],
  ...(lang === 'en' ? [] : [['lang', lang] as const]),
  ...Object.entries(attributes),
];

const asMarkup = (settings: Settings, indent: string): string =>
  attributesOf(settings)
    .map(([name, value]) => `${indent}${name}="${value}"`)
    .join('\n');

const rules = ({ tokens }: Settings): string =>
  Object.entries(tokens)
    .map(([name, value]) => `  ${name}: ${value};`)
    .join('\n');
const style = (settings: Settings): string => `eximpe-card-form {\n${rules(settings)}\n}`;
const hasTokens = ({ tokens }: Settings): boolean => Object.keys(tokens).length > 0;

function html(settings: Settings): string {
  return lines(
    settings.style !== '' && `<link rel="stylesheet" href="/eximpe/themes/${settings.style}.css" />`,
    hasTokens(settings) && `<style>\n${style(settings)}\n</style>`,
    '<script type="module" src="/eximpe/card-form.js"></script>',
    `<eximpe-card-form\n${asMarkup(settings, '  ')}\n></eximpe-card-form>`,
  );
}

function react(settings: Settings): string {
  return lines(
    "import { CardForm } from '@eximpe/react';",
    settings.style !== '' && `import '@eximpe/card-form/themes/${settings.style}.css';`,
    hasTokens(settings) && "import './card-form.css';",
    '',
    'export const Checkout = () => (',
    '  <CardForm',
    ...attributesOf(settings).map(([name, value]) => `    ${camel(name)}="${value}"`),
    '    onOutcome={({ detail }) => console.log(detail.status)}',
    '  />',
    ');',
    ...(hasTokens(settings) ? ['', '/* card-form.css', style(settings), '*/'] : []),
  );
}

function vue(settings: Settings): string {
  return lines(
    '<script setup>',
    "import '@eximpe/card-form/define';",
    settings.style !== '' && `import '@eximpe/card-form/themes/${settings.style}.css';`,
    '</script>',
    '',
    '<template>',
    `  <eximpe-card-form\n${asMarkup(settings, '    ')}\n    @eximpe-outcome="({ detail }) => console.log(detail.status)"\n  />`,
    '</template>',
    ...(hasTokens(settings) ? ['', `<style>\n${style(settings)}\n</style>`] : []),
  );
}

/** By the name of the tab. */
export const CODE: Readonly<Record<string, (settings: Settings) => string>> = { HTML: html, React: react, Vue: vue };
