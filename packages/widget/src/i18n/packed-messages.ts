// A catalogue as it travels: texts in the order of the English one, behind a mark that says which order that is.
import { en } from './en.ts';
import type { Messages } from './messages.ts';

export type PackedMessages = readonly (string | number)[];

const KEYS = Object.keys(en);
/** Texts of another version would end up under the wrong keys: about money, that must not happen. */
const MARK = KEYS.join()
  .split('')
  .reduce((mark, letter) => (mark * 31 + letter.charCodeAt(0)) | 0, 0);

export const pack = (messages: Messages): PackedMessages => [MARK, ...Object.values({ ...en, ...messages })];

/** Undefined when it was packed for another version of the form. */
export const unpack = ([mark, ...texts]: PackedMessages): Messages | undefined =>
  mark === MARK
    ? (Object.fromEntries(KEYS.map((key, index) => [key, texts[index]])) as unknown as Messages)
    : undefined;
