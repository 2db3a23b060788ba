// The attributes of the form that have a closed list of values. Any other value means the first one.
import type { ChallengeWish } from '../challenge/choose-mode.ts';
import type { Digits } from '../i18n/money.ts';

export const ATTRIBUTE_VALUES = {
  challenge: ['auto', 'popup', 'redirect', 'iframe'] satisfies readonly ChallengeWish[],
  theme: ['auto', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  advance: ['auto', 'off'],
  digits: ['latin', 'own'] satisfies readonly Digits[],
  'render-root': ['shadow', 'light'],
} as const;

export type AttributeWithValues = keyof typeof ATTRIBUTE_VALUES;
export type AttributeValue<Name extends AttributeWithValues> = (typeof ATTRIBUTE_VALUES)[Name][number];
