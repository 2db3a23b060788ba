// What a merchant's `resolveCheckout` answers: everything about a sale that the browser must not decide.

/** @see EximPe API, POST /pg/orders/ */
export interface Checkout {
  /** Rupees with exactly two decimals, e.g. `"1000.00"`; greater than zero, at most ten million. */
  readonly amount: string;
  /** `"INR"`; EximPe charges cards in rupees only. */
  readonly currency: 'INR';
  /** Who pays. */
  readonly buyer: Buyer;
  /** What is sold. */
  readonly product: Product;
  readonly invoice: Invoice;
  /**
   * `identifier` is your own id of the shopper, 1 to 64 characters, e.g. `"customer-1041"`: the owner of saved cards. Never
   * shared between shoppers. Without it, a guest.
   */
  readonly customer?: { readonly identifier: string } | undefined;
  /**
   * PSP accounts: the sub-merchant whose sale this is, as EximPe names it, 1 to 64 characters. It is sent on every call about the
   * payment, and cards, limits and payments of one sub-merchant are never another's. Default: the option `merchantId`.
   */
  readonly merchantId?: string | undefined;
  /** Where the shopper sees the result after a redirect: an absolute http(s) URL of at most 2,000 characters. */
  readonly resultUrl?: string | undefined;
}

/** Who pays, as EximPe is told for its fraud checks. */
export interface Buyer {
  /** 1 to 255 letters, spaces and `. , ' -`, e.g. `"Asha Menon"`. */
  readonly name: string;
  /** e.g. `"asha.menon@example.com"`. */
  readonly email: string;
  /** In international form, `+` and 7 to 15 digits, e.g. `"+919876543210"`. */
  readonly phone: string;
  readonly address: Address;
}

/** The buyer's address. With `apiVersion: '1.0.0'`, EximPe also wants `line1`, `city` and `state`. */
export interface Address {
  /** House and street, 1 to 255 characters, e.g. `"14 Bazaar Road"`. */
  readonly line1?: string | undefined;
  /** 1 to 255 characters. */
  readonly line2?: string | undefined;
  /** 1 to 255 letters, spaces and `. ' -`, e.g. `"Kochi"`. */
  readonly city?: string | undefined;
  /** 1 to 255 letters, spaces and `. ' & -`, e.g. `"Kerala"`. */
  readonly state?: string | undefined;
  /** Indian PIN code: 6 digits, the first not 0, e.g. `"682002"`. */
  readonly postalCode: string;
}

/** What is sold. */
export interface Product {
  /** 1 to 255 characters, e.g. `"Table runner"`. */
  readonly name: string;
  /** `physical_goods` need `hsCode`. */
  readonly typeOfGoods: 'physical_goods' | 'digital_goods' | 'service';
  /** Code of the goods in the Harmonised System: 8 digits, e.g. `"63025100"`. Required for physical goods. */
  readonly hsCode?: string | undefined;
  /** 1 to 1,024 characters. */
  readonly description?: string | undefined;
  /** What `hsCode` stands for, 1 to 1,024 characters. */
  readonly hsCodeDescription?: string | undefined;
}

/** Your invoice for the sale. */
export interface Invoice {
  /**
   * 1 to 255 characters, e.g. `"INV-2026-001"`. EximPe takes a number once among orders that have not failed, so give each
   * checkout its own.
   */
  readonly number: string;
  /** `YYYY-MM-DD`, e.g. `"2026-11-22"`. */
  readonly date?: string | undefined;
}
