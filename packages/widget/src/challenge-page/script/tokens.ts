// Cuts a script into tokens. Text that is not JavaScript ends with an error, and the script counts as not understood.
import jsTokens from 'js-tokens';

export interface Token {
  /** `id`: a name or keyword. `text`: a string, with its value. `end`: behind the last. */
  readonly type: 'id' | 'text' | 'number' | 'pattern' | 'sign' | 'end';
  readonly value: string;
  /** It is the first token on its line: a statement may end before it. */
  readonly startsLine: boolean;
}

/** Browsers still treat these as comments. */
const HTML_COMMENTS = /<!--.*|^\s*-->.*/gm;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

const TYPES: Readonly<Partial<Record<string, Token['type']>>> = {
  IdentifierName: 'id',
  NumericLiteral: 'number',
  RegularExpressionLiteral: 'pattern',
  Punctuator: 'sign',
  StringLiteral: 'text',
  NoSubstitutionTemplate: 'text',
};

/** Throws on anything but a plain token: a template with expressions, an unclosed string, an escape in a name. */
export function tokensOf(script: string): readonly Token[] {
  const tokens: Token[] = [];
  let startsLine = true;
  for (const { type, value, ...more } of jsTokens(script.replace(HTML_COMMENTS, ''))) {
    if (type === 'LineTerminatorSequence') startsLine = true;
    if (type === 'LineTerminatorSequence' || type === 'WhiteSpace' || type.endsWith('Comment')) continue;
    const known = TYPES[type];
    if (!known || ('closed' in more && !more.closed) || (known === 'id' && value.includes('\\')))
      throw new Error(`not read: ${type}`);
    tokens.push({ type: known, value: known === 'text' ? textOf(value) : value, startsLine });
    startsLine = false;
  }
  return [...tokens, { type: 'end', value: '', startsLine: true }];
}

function textOf(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/gs, (_, escaped: string) => {
    if (/[\dux\r\n\u2028\u2029]/.test(escaped)) throw new Error('not read: escape');
    return ESCAPES[escaped] ?? escaped;
  });
}
