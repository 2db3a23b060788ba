// Every language's words in one place, for the build, which writes a file of each. A language that lacks its words does not compile.
import type { Language } from '@eximpe/contract';
import { ar } from './lang/ar.ts';
import { bn } from './lang/bn.ts';
import { gu } from './lang/gu.ts';
import { hi } from './lang/hi.ts';
import { kn } from './lang/kn.ts';
import { ml } from './lang/ml.ts';
import { mr } from './lang/mr.ts';
import { odia } from './lang/or.ts';
import { pa } from './lang/pa.ts';
import { ta } from './lang/ta.ts';
import { te } from './lang/te.ts';
import { ur } from './lang/ur.ts';
import type { Messages } from './messages.ts';

/** All but English, which is in the form itself. */
export const CATALOGUES: Readonly<Record<Exclude<Language, 'en'>, Messages>> = {
  hi,
  bn,
  mr,
  te,
  ta,
  gu,
  kn,
  ml,
  pa,
  or: odia,
  ur,
  ar,
};
