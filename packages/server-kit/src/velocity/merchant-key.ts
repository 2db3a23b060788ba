// Keys of counters, separate for each sub-merchant: tries at one do not limit another.

/** @param merchant id of the sub-merchant; null when there are none */
export const keyFor = (merchant: string | null, key: string): string => `${encodeURIComponent(merchant ?? '')}:${key}`;
