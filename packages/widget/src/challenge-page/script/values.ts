// The values that a bank's script can reach, as far as we follow it: the inert document, its forms, and a few harmless names.
import type { Token } from './tokens.ts';

/** A function of the script, run when the browser would call it. */
export interface Closure {
  readonly parameters: readonly string[];
  readonly body: readonly Token[];
  /** The body is one expression. */
  readonly isShort: boolean;
  readonly scope: Scope;
  /** The value of `this` in an arrow function; undefined in any other function. */
  readonly self: Value | undefined;
}

/** A function of the browser. */
export type Native = (given: readonly Value[], self: Value) => Value;

/** An object of the browser: the members that a script may read, or set without an effect. */
export interface Thing {
  get(name: string): Value | undefined;
  set?(name: string, value: Value): boolean;
}

/** An unknown value, which a script may only read. */
export const ANYTHING = Symbol('anything');
export type Value =
  | typeof ANYTHING
  | string
  | boolean
  | number
  | null
  | Element
  | readonly Element[]
  | Closure
  | Native
  | Thing;

export interface Scope {
  readonly names: Map<string, Value>;
  readonly outer: Scope | undefined;
  /** How many decisions were in doubt when this scope was created. */
  readonly doubts: number;
}

/** The script does something that we do not follow, so its page does not count as a plain form. */
export class NotFollowed extends Error {}

export const isClosure = (value: Value | undefined): value is Closure =>
  typeof value === 'object' && value !== null && 'parameters' in value && 'scope' in value && 'body' in value;

/** What the script can reach. */
export interface World {
  /** The value of a name that the script did not declare; undefined if we do not follow that name. */
  global(name: string): Value | undefined;
  get(of: Value, name: string): Value | undefined;
  /** False if setting it could have an effect. */
  set(of: Value, name: string, value: Value): boolean;
  call(callee: Value, given: readonly Value[], self: Value): Value;
}

/** The whole script, as each of its parts sees it. */
export interface Followed {
  readonly world: World;
  /** The number of open decisions around the current code that only the browser can make. */
  doubts: number;
  /** Throws when the script takes too many steps. */
  step(): void;
  call(closure: Closure, given: readonly Value[], self: Value): Value;
}
