// What can be set in the playground: what its page asks of the stage, and what the stage tells.
import type { BankName } from './banks.ts';

export type Look = 'light' | 'dark' | 'forced';

export interface Settings {
  /** Name of a state that is shown as it is, or `live`: a form that pays. */
  readonly state: string;
  readonly bank: BankName;
  readonly look: Look;
  readonly lang: string;
  /** Name of a ready theme, or nothing. */
  readonly style: string;
  /** Attributes of the form that are set. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Custom properties that are set. */
  readonly tokens: Readonly<Record<string, string>>;
}

export interface Token {
  readonly name: string;
  readonly description: string;
  readonly default: string;
}

/** What there is to choose from, each list from where the form has it. */
export interface Choices {
  readonly states: readonly string[];
  readonly banks: readonly (readonly [name: string, title: string])[];
  readonly languages: readonly (readonly [code: string, name: string])[];
  readonly styles: readonly string[];
  readonly attributes: readonly (readonly [name: string, values: readonly string[]])[];
  readonly tokens: readonly Token[];
}

export type FromStage =
  | { readonly kind: 'ready'; readonly choices: Choices }
  | { readonly kind: 'event'; readonly type: string; readonly detail: unknown }
  | { readonly kind: 'height'; readonly px: number };
