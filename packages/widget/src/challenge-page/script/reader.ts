// Follows a script token by token, as a browser would run it, as long as it only reads and submits. It stops at anything else.
import { Statements } from './statements.ts';
import { tokensOf, type Token } from './tokens.ts';
import type { Closure, Followed, Scope, Value, World } from './values.ts';
import { NotFollowed } from './values.ts';

/** Pages of banks need a few dozen steps. */
const MOST_STEPS = 20_000;

export class Reader implements Followed {
  readonly #world: World;
  readonly #globals: Scope = { names: new Map(), outer: undefined, doubts: 0 };
  #steps = 0;
  /** The number of open decisions around the current code that only the browser can make. */
  doubts = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Runs a script, or the text of a handler with the element as `this`. Throws where it can't be followed. */
  run(script: string, self: Value = null): void {
    const source = script.replace(/^\s*javascript:/i, '');
    this.#block(tokensOf(source), this.#globals, self);
  }

  call(closure: Closure, given: readonly Value[], self: Value): Value {
    const names = new Map<string, Value>(closure.parameters.map((name, index) => [name, given[index] ?? null]));
    const scope: Scope = { names, outer: closure.scope, doubts: this.doubts };
    const end: Token = { type: 'end', value: '', startsLine: true };
    const tokens = [...closure.body, end];
    if (!closure.isShort) return this.#block(tokens, scope, self);
    const run = new Statements(this, tokens, scope, self);
    return run.expression();
  }

  #block(tokens: readonly Token[], scope: Scope, self: Value): Value {
    const run = new Statements(this, tokens, scope, self);
    run.hoist();
    while (run.next.type !== 'end') run.statement();
    return run.returned;
  }

  step(): void {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) throw new NotFollowed('too long');
  }
  get world(): World {
    return this.#world;
  }
}
