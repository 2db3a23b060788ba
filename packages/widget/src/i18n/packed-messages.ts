// A catalogue as it travels: texts in the order of the English one, behind the edition that says which order that is.
import { form as en } from './lang/en.ts';
import type { Messages } from './messages.ts';

export type PackedMessages = readonly (string | number)[];

/** Goes up with every change of the keys or their order: texts about money must not end up under the wrong ones. */
export const EDITION = 11;
const KEYS = Object.keys(en);

export const pack = (messages: Messages): PackedMessages => [EDITION, ...Object.values({ ...en, ...messages })];

/** Undefined when it was packed for another edition. */
export const unpack = ([edition, ...texts]: PackedMessages): Messages | undefined =>
  edition === EDITION
    ? (Object.fromEntries(KEYS.map((key, index) => [key, texts[index]])) as unknown as Messages)
    : undefined;
