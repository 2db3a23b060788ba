// A catalogue as it is sent: the edition, which names the order of the English catalogue, and then the texts in that order.
import { form as en } from './lang/en.ts';
import type { Messages } from './messages.ts';

export type PackedMessages = readonly (string | number)[];

/** Raised with every change of the keys or their order: texts about money must not be shown under the wrong keys. */
export const EDITION = 11;
const KEYS = Object.keys(en);

export const pack = (messages: Messages): PackedMessages => [EDITION, ...Object.values({ ...en, ...messages })];

/** Undefined if it was packed for another edition. */
export const unpack = ([edition, ...texts]: PackedMessages): Messages | undefined =>
  edition === EDITION
    ? (Object.fromEntries(KEYS.map((key, index) => [key, texts[index]])) as unknown as Messages)
    : undefined;
