// The current position among the tokens of a script or a function.
import type { Token } from './tokens.ts';
import { NotFollowed } from './values.ts';

export class Cursor {
  protected at = 0;
  protected readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get next(): Token {
    return this.tokens[this.at] as Token;
  }

  protected is(sign: string): boolean {
    const { type, value: written } = this.next;
    return written === sign && (type === 'sign' || type === 'id');
  }
  protected take(sign?: string): Token {
    const token = this.next;
    if (token.type === 'end' || (sign !== undefined && !this.is(sign))) throw new NotFollowed(token.value);
    this.at += 1;
    return token;
  }
  protected takeIf(sign: string): boolean {
    const found = this.is(sign);
    if (found) this.at += 1;
    return found;
  }
  protected name(): string {
    const { type, value: name } = this.take();
    if (type !== 'id') throw new NotFollowed(name);
    return name;
  }

  /** The tokens between two brackets, unread. */
  protected enclosed(open: string, close: string): readonly Token[] {
    this.take(open);
    const from = this.at;
    for (let depth = 1; depth > 0;) {
      const { type, value: written } = this.take();
      if (type === 'sign' && written === open) depth += 1;
      if (type === 'sign' && written === close) depth -= 1;
    }
    return this.tokens.slice(from, this.at - 1);
  }
}
