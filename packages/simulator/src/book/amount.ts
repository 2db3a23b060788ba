// Rupee amounts as whole paise, so that sums are exact.

/** From a decimal text with two places. */
export const paiseOf = (amount: string): bigint => BigInt(amount.replace('.', ''));

export const rupees = (paise: bigint): string => `${paise / 100n}.${String(paise % 100n).padStart(2, '0')}`;
