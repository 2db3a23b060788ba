// Keys of counters, apart for each sub-merchant: none is limited by what was tried at another.

/** @param merchant id of the sub-merchant; null where there are none */
export const keyFor = (merchant: string | null, key: string): string => `${encodeURIComponent(merchant ?? '')}:${key}`;
