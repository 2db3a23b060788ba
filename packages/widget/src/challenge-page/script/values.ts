// What a bank's script can get hold of, as far as we follow it: the inert document, its forms, and a handful of harmless names.
import type { Token } from './tokens.ts';

/** A function of the script's own: run when it would be called. */
export interface Closure {
  readonly parameters: readonly string[];
  readonly body: readonly Token[];
  /** The body is one expression. */
  readonly isShort: boolean;
  readonly scope: Scope;
  /** What `this` is in an arrow function; undefined in any other. */
  readonly self: Value | undefined;
}

/** A function of the browser's. */
export type Native = (given: readonly Value[], self: Value) => Value;

/** An object of the browser's: what may be read off it, and set on it without an effect. */
export interface Thing {
  get(name: string): Value | undefined;
  set?(name: string, value: Value): boolean;
}

/** It may be anything: only good for looking at. */
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
  /** How many decisions were in doubt when it came to be. */
  readonly doubts: number;
}

/** The script does what we do not follow. Its page is not taken the plain way. */
export class NotFollowed extends Error {}

export const isClosure = (value: Value | undefined): value is Closure =>
  typeof value === 'object' && value !== null && 'parameters' in value && 'scope' in value && 'body' in value;

/** What the script can reach. */
export interface World {
  /** A name that the script did not declare; undefined where there is none that we follow. */
  global(name: string): Value | undefined;
  get(of: Value, name: string): Value | undefined;
  /** False where setting it could have an effect. */
  set(of: Value, name: string, value: Value): boolean;
  call(callee: Value, given: readonly Value[], self: Value): Value;
}

/** The script as a whole, to each of its parts. */
export interface Followed {
  readonly world: World;
  /** Decisions around what is run now that only the browser can make. */
  doubts: number;
  /** Throws when it goes on for too long. */
  step(): void;
  call(closure: Closure, given: readonly Value[], self: Value): Value;
}
