// Finds the style sheets and the HTML that a program has in its strings.
import ts from '@typescript/typescript6';

/** Stands for what is filled in; no letter, as it may be a tag's name. */
const FILLED = '…';

/** A rule, and no object or function: a block of declarations after something that selects. */
const STYLES = /[\w)\]*]\s*\{\s*(?:--)?[a-z-]+\s*:/;
const MARKUP = /<[a-z][a-z0-9]*[\s>]/;

function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => FILLED + literal.text).join('');
  return '';
}

/** `{ styles, markup }`, lists of texts. */
export function textsOf(code, path) {
  const styles = [];
  const markup = [];
  (function visit(node) {
    const text = textOf(node);
    if (STYLES.test(text) && !MARKUP.test(text)) styles.push(text);
    else if (MARKUP.test(text)) markup.push(text);
    ts.forEachChild(node, visit);
  })(ts.createSourceFile(path, code, ts.ScriptTarget.ESNext));
  return { styles, markup };
}
