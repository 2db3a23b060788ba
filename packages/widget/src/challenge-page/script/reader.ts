// Follows a script token by token, as a browser would run it, as long as it only reads and submits. Everything else ends it.
import type { Token } from './tokens.ts';
import { tokensOf } from './tokens.ts';
import { ANYTHING, isClosure, NotFollowed, type Closure, type Scope, type Value } from './values.ts';

/** What the script can reach. */
export interface World {
  /** A name that the script did not declare; undefined where there is none that we follow. */
  global(name: string): Value | undefined;
  get(of: Value, name: string): Value | undefined;
  /** False where setting it could have an effect. */
  set(of: Value, name: string, value: Value): boolean;
  call(callee: Value, given: readonly Value[], self: Value): Value;
}

/** Pages of banks take a few dozen. */
const MOST_STEPS = 20_000;
const BINARY = /^(?:[=!]==?|[<>]=?|[-+*/%]|instanceof|in)$/;
const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
]);
/** Words that no expression we follow begins with. */
const KEYWORDS = /^(?:new|delete|class|async|await|yield|import|super|for|while|do|switch|throw|with|break|continue)$/;

/** Where an expression ended up: a value, or a member that may yet be assigned, read or called. */
interface Place {
  readonly of: Value;
  readonly name: string | undefined;
  /** A name by itself, not a member. */
  readonly isName: boolean;
}

const value = (of: Value): Place => ({ of, name: undefined, isName: false });
/** Here and in what follows: undefined where only the browser could tell. */
const truthOf = (known: Value): boolean | undefined => (known === ANYTHING ? undefined : Boolean(known));
const not = (holds: boolean | undefined): boolean | undefined => (holds === undefined ? undefined : !holds);

export class Reader {
  readonly #world: World;
  readonly #globals: Scope = { names: new Map(), outer: undefined, doubts: 0 };
  #steps = 0;
  /** Decisions around what is run now that only the browser can make. */
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
    const run = new Run(this, tokens, scope, self);
    return run.expression();
  }

  #block(tokens: readonly Token[], scope: Scope, self: Value): Value {
    const run = new Run(this, tokens, scope, self);
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

/** One pass over the tokens of a script or a function. */
class Run {
  #at = 0;
  /** Above zero, what is read is not run: the other side of a decision. */
  #asleep = 0;
  returned: Value = ANYTHING;
  #mayHaveReturned = false;
  readonly #reader: Reader;
  readonly #tokens: readonly Token[];
  readonly #scope: Scope;
  readonly #self: Value;

  constructor(reader: Reader, tokens: readonly Token[], scope: Scope, self: Value) {
    this.#reader = reader;
    this.#tokens = tokens;
    this.#scope = scope;
    this.#self = self;
  }

  get next(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #is(sign: string): boolean {
    const { type, value: written } = this.next;
    return written === sign && (type === 'sign' || type === 'id');
  }
  #take(sign?: string): Token {
    const token = this.next;
    if (token.type === 'end' || (sign !== undefined && !this.#is(sign))) throw new NotFollowed(token.value);
    this.#at += 1;
    return token;
  }
  #takeIf(sign: string): boolean {
    const found = this.#is(sign);
    if (found) this.#at += 1;
    return found;
  }
  #name(): string {
    const { type, value: name } = this.#take();
    if (type !== 'id') throw new NotFollowed(name);
    return name;
  }

  /** Functions are known before the statements in front of them run. */
  hoist(): void {
    let depth = 0;
    this.#tokens.forEach(({ type, value: written, startsLine }, index) => {
      if (type === 'sign' && '({['.includes(written)) depth += 1;
      if (type === 'sign' && ')}]'.includes(written)) depth -= 1;
      const before = this.#tokens[index - 1]?.value ?? ';';
      const begins = startsLine || [';', '}'].includes(before);
      if (depth !== 0 || type !== 'id' || written !== 'function' || !begins || this.#tokens[index + 1]?.type !== 'id')
        return;
      this.#at = index;
      this.#declareFunction();
    });
    this.#at = 0;
  }

  statement(): void {
    this.#reader.step();
    if (this.#takeIf(';')) return;
    if (this.#is('{')) return this.#braces();
    if (this.next.type === 'id') {
      if (this.#is('function')) return this.#declareFunction();
      if (this.#is('var') || this.#is('let') || this.#is('const')) return this.#declare();
      if (this.#is('if')) return this.#if();
      if (this.#is('try')) return this.#try();
      if (this.#is('return')) return this.#return();
    }
    this.expression();
    this.#endStatement();
  }

  #endStatement(): void {
    const { type, startsLine } = this.next;
    if (this.#takeIf(';') || type === 'end' || this.#is('}') || startsLine) return;
    throw new NotFollowed(this.next.value);
  }

  #braces(): void {
    this.#take('{');
    while (!this.#takeIf('}')) this.statement();
  }

  #declareFunction(): void {
    this.#take('function');
    const name = this.#name();
    const declared = this.#function();
    if (!this.#asleep) this.#store(this.#scope, name, declared);
  }

  /** From the parameters on. */
  #function(): Closure {
    const parameters = this.#parameters();
    const body = this.#enclosed('{', '}');
    return { parameters, body, isShort: false, scope: this.#scope, self: undefined };
  }

  #parameters(): readonly string[] {
    const tokens = this.#enclosed('(', ')');
    if (tokens.some(({ type, value: written }, index) => (index % 2 ? written !== ',' : type !== 'id')))
      throw new NotFollowed('parameters');
    return tokens.filter((_, index) => index % 2 === 0).map(({ value: name }) => name);
  }

  /** The tokens between two brackets, unread. */
  #enclosed(open: string, close: string): readonly Token[] {
    this.#take(open);
    const from = this.#at;
    for (let depth = 1; depth > 0;) {
      const { type, value: written } = this.#take();
      if (type === 'sign' && written === open) depth += 1;
      if (type === 'sign' && written === close) depth -= 1;
    }
    return this.#tokens.slice(from, this.#at - 1);
  }

  #declare(): void {
    this.#take();
    do {
      const name = this.#name();
      const given = this.#takeIf('=') ? this.#assignment() : null;
      if (this.#asleep) continue;
      if (!this.#scope.outer && this.#isBrowsers(name)) throw new NotFollowed(name);
      this.#store(this.#scope, name, given);
    } while (this.#takeIf(','));
    this.#endStatement();
  }

  /** Where the answer is not known here, both ways are followed. */
  #if(): void {
    this.#take('if');
    this.#take('(');
    const holds = truthOf(this.expression());
    this.#take(')');
    this.#when(holds, () => this.statement());
    if (this.#takeIf('else')) this.#when(not(holds), () => this.statement());
  }

  #try(): void {
    this.#take('try');
    this.#braces();
    if (this.#takeIf('catch')) {
      // What we follow does not fail.
      if (this.#is('(')) this.#enclosed('(', ')');
      this.#enclosed('{', '}');
    }
    if (this.#takeIf('finally')) this.#braces();
  }

  #return(): void {
    this.#take('return');
    const { type, startsLine } = this.next;
    const given = startsLine || type === 'end' || this.#is(';') || this.#is('}') ? null : this.expression();
    this.#endStatement();
    if (this.#asleep) return;
    const isSure = this.#reader.doubts === this.#scope.doubts;
    this.returned = isSure && !this.#mayHaveReturned ? given : ANYTHING;
    if (isSure) this.#asleep += 1;
    else this.#mayHaveReturned = true;
  }

  /** `holds` is undefined where only the browser can tell: then it is run, in doubt. */
  #when<Result>(holds: boolean | undefined, read: () => Result): Result {
    this.#asleep += holds === false ? 1 : 0;
    this.#reader.doubts += holds === undefined ? 1 : 0;
    const result = read();
    this.#reader.doubts -= holds === undefined ? 1 : 0;
    this.#asleep -= holds === false ? 1 : 0;
    return result;
  }

  /** What is set in doubt may be set or not. */
  #store(scope: Scope, name: string, given: Value): void {
    const isSure = this.#reader.doubts === scope.doubts || scope.names.get(name) === given;
    scope.names.set(name, isSure ? given : ANYTHING);
  }

  expression(): Value {
    let last = this.#assignment();
    while (this.#takeIf(',')) last = this.#assignment();
    return last;
  }

  #assignment(): Value {
    const place = this.#conditional();
    if (!this.#takeIf('=')) return this.#read(place);
    const given = this.#assignment();
    if (!this.#asleep) this.#assign(place, given);
    return given;
  }

  #assign({ of, name, isName }: Place, given: Value): void {
    if (name === undefined) throw new NotFollowed('assignment');
    if (isName) {
      for (let scope: Scope | undefined = this.#scope; scope; scope = scope.outer)
        if (scope.names.has(name) || !scope.outer) {
          if (!scope.names.has(name) && this.#isBrowsers(name)) break;
          return this.#store(scope, name, given);
        }
    }
    if (!this.#reader.world.set(of, name, given)) throw new NotFollowed(name);
  }

  /** Setting it may have an effect: `location = …`, `name = …`. */
  #isBrowsers(name: string): boolean {
    return name in window || this.#reader.world.global(name) !== undefined;
  }

  /** `a ? b : c`. */
  #conditional(): Place {
    const place = this.#or();
    if (!this.#takeIf('?')) return place;
    const holds = truthOf(this.#read(place));
    const first = this.#when(holds, () => this.#assignment());
    this.#take(':');
    const second = this.#when(not(holds), () => this.#assignment());
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
    while (signs.some((sign) => this.#is(sign))) {
      const sign = this.#take().value;
      const known = this.#read(left);
      const holds = sign === '??' ? (known === ANYTHING ? undefined : known !== null) : truthOf(known);
      const goesOn = sign === '&&' ? holds : not(holds);
      const right = this.#when(goesOn, () => this.#read(operand()));
      left = value(goesOn === undefined ? ANYTHING : goesOn ? right : known);
    }
    return left;
  }

  #comparison(): Place {
    let left = this.#unary();
    while (BINARY.test(this.next.value) && ['sign', 'id'].includes(this.next.type)) {
      this.#take();
      this.#read(left);
      this.#read(this.#unary());
      left = value(ANYTHING);
    }
    return left;
  }

  #unary(): Place {
    this.#reader.step();
    if (this.#takeIf('!')) {
      const truth = truthOf(this.#read(this.#unary()));
      return value(truth === undefined ? ANYTHING : !truth);
    }
    if (this.#takeIf('typeof')) {
      const place = this.#unary();
      if (!place.isName) this.#read(place);
      return value(ANYTHING);
    }
    for (const sign of ['void', '-', '+']) {
      if (this.#takeIf(sign)) {
        this.#read(this.#unary());
        return value(ANYTHING);
      }
    }
    return this.#member();
  }

  #member(): Place {
    let place = this.#primary();
    for (;;) {
      if (this.#takeIf('.') || this.#takeIf('?.')) {
        place = { of: this.#read(place), name: this.#name(), isName: false };
      } else if (this.#is('[')) {
        this.#take('[');
        const of = this.#read(place);
        const key = this.expression();
        this.#take(']');
        const name = typeof key === 'string' || typeof key === 'number' ? `${key}` : undefined;
        if (name === undefined && !this.#asleep) throw new NotFollowed('[]');
        place = { of, name: name ?? '', isName: false };
      } else if (this.#is('(')) {
        const callee = this.#read(place);
        const self = place.name === undefined || place.isName ? null : place.of;
        const given = this.#given();
        place = value(this.#asleep ? ANYTHING : this.#call(callee, given, self));
      } else return place;
    }
  }

  #given(): readonly Value[] {
    const given: Value[] = [];
    this.#take('(');
    while (!this.#takeIf(')')) {
      given.push(this.#assignment());
      if (!this.#is(')')) this.#take(',');
    }
    return given;
  }

  #call(callee: Value, given: readonly Value[], self: Value): Value {
    this.#reader.step();
    if (isClosure(callee)) return this.#reader.call(callee, given, callee.self === undefined ? self : callee.self);
    return this.#reader.world.call(callee, given, self);
  }

  #primary(): Place {
    const { type, value: written } = this.next;
    if (type === 'text') return value(this.#take().value);
    if (type === 'number') return value(Number(this.#take().value));
    if (type === 'pattern') {
      this.#take();
      return value(ANYTHING);
    }
    if (this.#is('(')) return this.#parentheses();
    if (type !== 'id' || KEYWORDS.test(written)) throw new NotFollowed(written);
    this.#take();
    if (this.#is('=>')) return value(this.#arrow([written]));
    if (written === 'this') return value(this.#self ?? this.#reader.world.global('window') ?? null);
    if (written === 'function') {
      if (this.next.type === 'id') this.#take();
      return value(this.#function());
    }
    const constant = CONSTANTS.get(written);
    return constant === undefined ? { of: null, name: written, isName: true } : value(constant);
  }

  #parentheses(): Place {
    const from = this.#at;
    this.#enclosed('(', ')');
    const isArrow = this.#is('=>');
    this.#at = from;
    if (isArrow) return value(this.#arrow(this.#parameters()));
    this.#take('(');
    const inside = this.expression();
    this.#take(')');
    return value(inside);
  }

  #arrow(parameters: readonly string[]): Closure {
    this.#take('=>');
    const about: Pick<Closure, 'parameters' | 'scope' | 'self'> = { parameters, scope: this.#scope, self: this.#self };
    if (this.#is('{')) return { ...about, body: this.#enclosed('{', '}'), isShort: false };
    const from = this.#at;
    this.#when(false, () => this.#assignment());
    return { ...about, body: this.#tokens.slice(from, this.#at), isShort: true };
  }

  #read({ of, name, isName }: Place): Value {
    if (name === undefined) return of;
    if (this.#asleep) return ANYTHING;
    const found = isName ? this.#lookUp(name) : this.#reader.world.get(of, name);
    if (found === undefined) throw new NotFollowed(name);
    return found;
  }

  #lookUp(name: string): Value | undefined {
    for (let scope: Scope | undefined = this.#scope; scope; scope = scope.outer) {
      const known = scope.names.get(name);
      if (known !== undefined) return known;
    }
    return this.#reader.world.global(name);
  }
}
