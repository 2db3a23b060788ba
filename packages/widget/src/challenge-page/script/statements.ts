// Runs statements, one after the other.
import { Expressions, not, truthOf } from './expressions.ts';
import { ANYTHING, NotFollowed, type Value } from './values.ts';

/** One pass over the tokens of a script or a function. */
export class Statements extends Expressions {
  returned: Value = ANYTHING;
  #mayHaveReturned = false;

  /** Functions are known before the statements that precede them run. */
  hoist(): void {
    let depth = 0;
    this.tokens.forEach(({ type, value: written, startsLine }, index) => {
      if (type === 'sign' && '({['.includes(written)) depth += 1;
      if (type === 'sign' && ')}]'.includes(written)) depth -= 1;
      const before = this.tokens[index - 1]?.value ?? ';';
      const begins = startsLine || [';', '}'].includes(before);
      if (depth !== 0 || type !== 'id' || written !== 'function' || !begins || this.tokens[index + 1]?.type !== 'id')
        return;
      this.at = index;
      this.#declareFunction();
    });
    this.at = 0;
  }

  statement(): void {
    this.script.step();
    if (this.takeIf(';')) return;
    if (this.is('{')) return this.#braces();
    if (this.next.type === 'id') {
      if (this.is('function')) return this.#declareFunction();
      if (this.is('var') || this.is('let') || this.is('const')) return this.#declare();
      if (this.is('if')) return this.#if();
      if (this.is('try')) return this.#try();
      if (this.is('return')) return this.#return();
    }
    this.expression();
    this.#endStatement();
  }

  #endStatement(): void {
    const { type, startsLine } = this.next;
    if (this.takeIf(';') || type === 'end' || this.is('}') || startsLine) return;
    throw new NotFollowed(this.next.value);
  }

  #braces(): void {
    this.take('{');
    while (!this.takeIf('}')) this.statement();
  }

  #declareFunction(): void {
    this.take('function');
    const name = this.name();
    const declared = this.function();
    if (!this.asleep) this.store(this.scope, name, declared);
  }

  #declare(): void {
    this.take();
    do {
      const name = this.name();
      const given = this.takeIf('=') ? this.assignment() : null;
      if (this.asleep) continue;
      if (!this.scope.outer && this.isBrowsers(name)) throw new NotFollowed(name);
      this.store(this.scope, name, given);
    } while (this.takeIf(','));
    this.#endStatement();
  }

  /** If the condition is not known here, it follows both branches. */
  #if(): void {
    this.take('if');
    this.take('(');
    const holds = truthOf(this.expression());
    this.take(')');
    this.when(holds, () => this.statement());
    if (this.takeIf('else')) this.when(not(holds), () => this.statement());
  }

  #try(): void {
    this.take('try');
    this.#braces();
    if (this.takeIf('catch')) {
      // Code that we follow does not throw.
      if (this.is('(')) this.enclosed('(', ')');
      this.enclosed('{', '}');
    }
    if (this.takeIf('finally')) this.#braces();
  }

  #return(): void {
    this.take('return');
    const { type, startsLine } = this.next;
    const given = startsLine || type === 'end' || this.is(';') || this.is('}') ? null : this.expression();
    this.#endStatement();
    if (this.asleep) return;
    const isSure = this.script.doubts === this.scope.doubts;
    this.returned = isSure && !this.#mayHaveReturned ? given : ANYTHING;
    if (isSure) this.asleep += 1;
    else this.#mayHaveReturned = true;
  }
}
