// Finds the syntax that a script uses: acorn refuses what is younger than an edition, and MDN's data judges what came last in it.
import { parse } from 'acorn';
import { full } from 'acorn-walk';
import { featureAt } from './minimum.mjs';

/** The youngest edition of which anything may be used. */
const EDITION = 2022;

/** What a regular expression, a class or an operator may have since 2018. */
const YOUNG = [
  ['javascript.regular_expressions.lookbehind_assertion', (node) => node.regex && /\(\?<[=!]/.test(node.regex.pattern)],
  [
    'javascript.regular_expressions.named_capturing_group',
    (node) => node.regex && /\(\?<[^=!]/.test(node.regex.pattern),
  ],
  [
    'javascript.regular_expressions.unicode_character_class_escape',
    (node) => node.regex && /\\p\{/.test(node.regex.pattern),
  ],
  ['javascript.builtins.RegExp.dotAll', (node) => node.regex?.flags.includes('s')],
  ['javascript.builtins.RegExp.hasIndices', (node) => node.regex?.flags.includes('d')],
  ['javascript.classes.static.initialization_blocks', (node) => node.type === 'StaticBlock'],
  [
    'javascript.classes.public_class_fields',
    (node) => node.type === 'PropertyDefinition' && node.key.type !== 'PrivateIdentifier',
  ],
  [
    'javascript.classes.private_class_fields',
    (node) => node.type === 'PropertyDefinition' && node.key.type === 'PrivateIdentifier',
  ],
  [
    'javascript.classes.private_class_methods',
    (node) => node.type === 'MethodDefinition' && node.key.type === 'PrivateIdentifier',
  ],
  [
    'javascript.classes.private_class_fields_in',
    (node) => node.type === 'BinaryExpression' && node.left.type === 'PrivateIdentifier',
  ],
  ['javascript.operators.logical_or_assignment', (node) => /^(?:\|\||&&|\?\?)=$/.test(node.operator)],
  ['javascript.operators.nullish_coalescing', (node) => node.operator === '??'],
  ['javascript.operators.optional_chaining', (node) => node.type === 'ChainExpression'],
  ['javascript.operators.import', (node) => node.type === 'ImportExpression'],
  ['javascript.operators.import_meta', (node) => node.type === 'MetaProperty' && node.meta.name === 'import'],
  ['javascript.statements.for_await_of', (node) => node.type === 'ForOfStatement' && node.await],
  ['javascript.grammar.numeric_separators', (node) => typeof node.value === 'number' && node.raw.includes('_')],
];

/** Each use: `{ name, features }`. What is of no edition at all is a use of nothing known. */
export function usedSyntax(code) {
  let program;
  try {
    program = parse(code, {
      ecmaVersion: EDITION,
      sourceType: 'module',
      allowAwaitOutsideFunction: false,
      locations: true,
    });
  } catch (error) {
    return [{ name: error.message, features: [] }];
  }
  const uses = [];
  full(program, (node) => {
    for (const [path, is] of YOUNG)
      if (is(node))
        uses.push({ name: path.split('.').at(-1), features: [featureAt(path)], text: `line ${node.loc.start.line}` });
  });
  return uses;
}
