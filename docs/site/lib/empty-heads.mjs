// A column without a name has no head: an empty `<th>` is heard by screen readers as one that says nothing.

/** A plugin of markdown-it. */
export function emptyHeads(markdownIt) {
  markdownIt.core.ruler.push('empty-heads', ({ tokens }) => {
    for (const [at, token] of tokens.entries()) {
      if (token.type !== 'th_open' || tokens[at + 1].content !== '') continue;
      token.tag = 'td';
      tokens[at + 2].tag = 'td';
    }
  });
}
