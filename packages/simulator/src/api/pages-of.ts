// The paging of every list: `?page=` and `?page_size=`, from 1.

const DEFAULT_SIZE = 10;
const MOST = 100;

/** The documented paging of refunds and of reconciliation. */
export const LONG_PAGES = { defaultSize: 250, most: 1000 } as const;

export interface Page<T> {
  readonly count: number;
  readonly page: number;
  readonly page_size: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly T[];
}

const positive = (text: string | null, otherwise: number): number => {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
};

/** `address` is the request's own, absolute; the neighbours' addresses are made from it. */
export function pageOf<T>(
  all: readonly T[],
  address: string,
  { defaultSize = DEFAULT_SIZE, most = MOST }: { readonly defaultSize?: number; readonly most?: number } = {},
): Page<T> {
  const url = new URL(address);
  const page = positive(url.searchParams.get('page'), 1);
  const size = Math.min(positive(url.searchParams.get('page_size'), defaultSize), most);
  const at = (number: number): string => {
    const other = new URL(url);
    other.searchParams.set('page', String(number));
    return other.href;
  };
  const start = (page - 1) * size;
  return {
    count: all.length,
    page,
    page_size: size,
    next: start + size < all.length ? at(page + 1) : null,
    previous: page > 1 ? at(page - 1) : null,
    results: all.slice(start, start + size),
  };
}
