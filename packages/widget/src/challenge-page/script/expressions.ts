// Evaluates expressions, as far as their values are known here.
import { Cursor } from './cursor.ts';
import type { Token } from './tokens.ts';
import { ANYTHING, isClosure, NotFollowed, type Closure, type Followed, type Scope, type Value } from './values.ts';

const BINARY = /^(?:[=!]==?|[<>]=?|[-+*/%]|instanceof|in)$/;
const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
]);
/** Keywords that never begin an expression that we follow. */
const KEYWORDS = /^(?:new|delete|class|async|await|yield|import|super|for|while|do|switch|throw|with|break|continue)$/;

/** The result of an expression: a value, or a member that the script may still assign, read or call. */
interface Place {
  readonly of: Value;
  readonly name: string | undefined;
  /** A plain name, not a member. */
  readonly isName: boolean;
}

const value = (of: Value): Place => ({ of, name: undefined, isName: false });
/** Here and below, undefined means that only the browser could tell. */
export const truthOf = (known: Value): boolean | undefined => (known === ANYTHING ? undefined : Boolean(known));
export const not = (holds: boolean | undefined): boolean | undefined => (holds === undefined ? undefined : !holds);

export class Expressions extends Cursor {
  /** Above zero, the code is read but not run: the branch that was not taken. */
  protected asleep = 0;
  protected readonly script: Followed;
  protected readonly scope: Scope;
  readonly #self: Value;

  constructor(script: Followed, tokens: readonly Token[], scope: Scope, self: Value) {
    super(tokens);
    this.script = script;
    this.scope = scope;
    this.#self = self;
  }

  /** `holds` is undefined if only the browser can tell: then the code runs in doubt. */
  protected when<Result>(holds: boolean | undefined, read: () => Result): Result {
    this.asleep += holds === false ? 1 : 0;
    this.script.doubts += holds === undefined ? 1 : 0;
    const result = read();
    this.script.doubts -= holds === undefined ? 1 : 0;
    this.asleep -= holds === false ? 1 : 0;
    return result;
  }

  /** A variable that is set in doubt may or may not have the value. */
  protected store(scope: Scope, name: string, given: Value): void {
    const isSure = this.script.doubts === scope.doubts || scope.names.get(name) === given;
    scope.names.set(name, isSure ? given : ANYTHING);
  }

  expression(): Value {
    let last = this.assignment();
    while (this.takeIf(',')) last = this.assignment();
    return last;
  }

  protected assignment(): Value {
    const place = this.#conditional();
    if (!this.takeIf('=')) return this.#read(place);
    const given = this.assignment();
    if (!this.asleep) this.#assign(place, given);
    return given;
  }

  #assign({ of, name, isName }: Place, given: Value): void {
    if (name === undefined) throw new NotFollowed('assignment');
    if (isName) {
      for (let scope: Scope | undefined = this.scope; scope; scope = scope.outer)
        if (scope.names.has(name) || !scope.outer) {
          if (!scope.names.has(name) && this.isBrowsers(name)) break;
          return this.store(scope, name, given);
        }
    }
    if (!this.script.world.set(of, name, given)) throw new NotFollowed(name);
  }

  /** Whether the browser owns the name: setting it may have an effect, as in `location = …`, `name = …`. */
  protected isBrowsers(name: string): boolean {
    return name in window || this.script.world.global(name) !== undefined;
  }

  /** `a ? b : c`. */
  #conditional(): Place {
    const place = this.#or();
    if (!this.takeIf('?')) return place;
    const holds = truthOf(this.#read(place));
    const first = this.when(holds, () => this.assignment());
    this.take(':');
    const second = this.when(not(holds), () => this.assignment());
    return value(holds === undefined ? ANYTHING : holds ? first : second);
  }

  #or(): Place {
    return this.#shortCircuit(['||', '??'], () => this.#and());
  }
  #and(): Place {
    return this.#shortCircuit(['&&'], () => this.#comparison());
  }

  #shortCircuit(signs: readonly string[], operand: () => Place): Place {
    let left = operand();
    while (signs.some((sign) => this.is(sign))) {
      const sign = this.take().value;
      const known = this.#read(left);
      const holds = sign === '??' ? (known === ANYTHING ? undefined : known !== null) : truthOf(known);
      const goesOn = sign === '&&' ? holds : not(holds);
      const right = this.when(goesOn, () => this.#read(operand()));
      left = value(goesOn === undefined ? ANYTHING : goesOn ? right : known);
    }
    return left;
  }

  #comparison(): Place {
    let left = this.#unary();
    while (BINARY.test(this.next.value) && ['sign', 'id'].includes(this.next.type)) {
      this.take();
      this.#read(left);
      this.#read(this.#unary());
      left = value(ANYTHING);
    }
    return left;
  }

  #unary(): Place {
    this.script.step();
    if (this.takeIf('!')) {
      const truth = truthOf(this.#read(this.#unary()));
      return value(truth === undefined ? ANYTHING : !truth);
    }
    if (this.takeIf('typeof')) {
      const place = this.#unary();
      if (!place.isName) this.#read(place);
      return value(ANYTHING);
    }
    for (const sign of ['void', '-', '+']) {
      if (this.takeIf(sign)) {
        this.#read(this.#unary());
        return value(ANYTHING);
      }
    }
    return this.#member();
  }

  #member(): Place {
    let place = this.#primary();
    for (;;) {
      if (this.takeIf('.') || this.takeIf('?.')) {
        place = { of: this.#read(place), name: this.name(), isName: false };
      } else if (this.is('[')) {
        this.take('[');
        const of = this.#read(place);
        const key = this.expression();
        this.take(']');
        const name = typeof key === 'string' || typeof key === 'number' ? `${key}` : undefined;
        if (name === undefined && !this.asleep) throw new NotFollowed('[]');
        place = { of, name: name ?? '', isName: false };
      } else if (this.is('(')) {
        const callee = this.#read(place);
        const self = place.name === undefined || place.isName ? null : place.of;
        const given = this.#given();
        place = value(this.asleep ? ANYTHING : this.#call(callee, given, self));
      } else return place;
    }
  }

  #given(): readonly Value[] {
    const given: Value[] = [];
    this.take('(');
    while (!this.takeIf(')')) {
      given.push(this.assignment());
      if (!this.is(')')) this.take(',');
    }
    return given;
  }

  #call(callee: Value, given: readonly Value[], self: Value): Value {
    this.script.step();
    if (isClosure(callee)) return this.script.call(callee, given, callee.self === undefined ? self : callee.self);
    return this.script.world.call(callee, given, self);
  }

  #primary(): Place {
    const { type, value: written } = this.next;
    if (type === 'text') return value(this.take().value);
    if (type === 'number') return value(Number(this.take().value));
    if (type === 'pattern') {
      this.take();
      return value(ANYTHING);
    }
    if (this.is('(')) return this.#parentheses();
    if (type !== 'id' || KEYWORDS.test(written)) throw new NotFollowed(written);
    this.take();
    if (this.is('=>')) return value(this.#arrow([written]));
    if (written === 'this') return value(this.#self ?? this.script.world.global('window') ?? null);
    if (written === 'function') {
      if (this.next.type === 'id') this.take();
      return value(this.function());
    }
    const constant = CONSTANTS.get(written);
    return constant === undefined ? { of: null, name: written, isName: true } : value(constant);
  }

  #parentheses(): Place {
    const from = this.at;
    this.enclosed('(', ')');
    const isArrow = this.is('=>');
    this.at = from;
    if (isArrow) return value(this.#arrow(this.parameters()));
    this.take('(');
    const inside = this.expression();
    this.take(')');
    return value(inside);
  }

  #arrow(parameters: readonly string[]): Closure {
    this.take('=>');
    const about: Pick<Closure, 'parameters' | 'scope' | 'self'> = { parameters, scope: this.scope, self: this.#self };
    if (this.is('{')) return { ...about, body: this.enclosed('{', '}'), isShort: false };
    const from = this.at;
    this.when(false, () => this.assignment());
    return { ...about, body: this.tokens.slice(from, this.at), isShort: true };
  }

  #read({ of, name, isName }: Place): Value {
    if (name === undefined) return of;
    if (this.asleep) return ANYTHING;
    const found = isName ? this.#lookUp(name) : this.script.world.get(of, name);
    if (found === undefined) throw new NotFollowed(name);
    return found;
  }

  #lookUp(name: string): Value | undefined {
    for (let scope: Scope | undefined = this.scope; scope; scope = scope.outer) {
      const known = scope.names.get(name);
      if (known !== undefined) return known;
    }
    return this.script.world.global(name);
  }

  /** Reads a function, beginning at its parameters. */
  protected function(): Closure {
    const parameters = this.parameters();
    const body = this.enclosed('{', '}');
    return { parameters, body, isShort: false, scope: this.scope, self: undefined };
  }

  protected parameters(): readonly string[] {
    const tokens = this.enclosed('(', ')');
    if (tokens.some(({ type, value: written }, index) => (index % 2 ? written !== ',' : type !== 'id')))
      throw new NotFollowed('parameters');
    return tokens.filter((_, index) => index % 2 === 0).map(({ value: name }) => name);
  }
}
