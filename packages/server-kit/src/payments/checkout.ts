// The answer of a merchant's `resolveCheckout`: everything about a sale that the browser must not decide.

/**
 * Six fields are papers: `buyer.name`, `buyer.address` (its `line1`), `buyer.address.postalCode`, `product.description`,
 * `product.hsCode` and `invoice.number`. **EximPe pays out only when it has all six.** A payment that lacks one is still
 * captured; the event `papers.needed` then names what is missing, and the payout waits until you send it.
 *
 * The kit cleans up text: typographic apostrophes, no-break and zero-width spaces, full-width digits, grouped phone
 * numbers and PIN codes. An empty optional field (`''` or `null`, as databases return it) counts as absent.
 * @see EximPe API, POST /pg/orders/
 */
export interface Checkout {
  /** Rupees with exactly two decimals, e.g. `"1000.00"`; greater than zero, at most `"2500000.00"` (₹25,00,000). */
  readonly amount: string;
  /** `"INR"`; EximPe charges cards in rupees only. */
  readonly currency: 'INR';
  /** Who pays. */
  readonly buyer: Buyer;
  /** What is sold. */
  readonly product: Product;
  readonly invoice: Invoice;
  /**
   * `identifier` is your own id for the shopper, 1 to 64 characters, e.g. `"customer-1041"`: the owner of saved cards.
   * Two shoppers must never share one. Without it, the shopper is a guest.
   */
  readonly customer?: { readonly identifier: string } | null | undefined;
  /**
   * PSP accounts: EximPe's id of the sub-merchant who makes the sale, 1 to 64 characters. Sent with every call about the payment; each
   * sub-merchant has its own cards, limits and payments. Default: the option `merchantId`.
   */
  readonly merchantId?: string | null | undefined;
  /** Where the shopper sees the result after a redirect: an absolute http(s) URL of at most 2,000 characters. */
  readonly resultUrl?: string | null | undefined;
}

/** Who pays; EximPe uses this for its fraud checks. */
export interface Buyer {
  /** A paper: the payout waits for it. 1 to 255 letters, spaces and `. , ' -`, e.g. `"Asha Menon"`. */
  readonly name: string;
  /** e.g. `"asha.menon@example.com"`. */
  readonly email: string;
  /** In international form, `+` and 7 to 15 digits, e.g. `"+919876543210"`; spaces, hyphens and brackets are removed. */
  readonly phone: string;
  readonly address: Address;
}

/** The buyer's address, a paper: the payout waits for its `line1` and its `postalCode`. With `apiVersion: '1.0.0'`, EximPe also requires `line1`, `city` and `state`. */
export interface Address {
  /**
   * House number and street, 1 to 255 characters, e.g. `"14 Bazaar Road"`. A payment works without it, but the kit
   * reports the address as missing (`papers.needed`), and EximPe may hold the payout until it has one.
   */
  readonly line1?: string | null | undefined;
  /** 1 to 255 characters. */
  readonly line2?: string | null | undefined;
  /** 1 to 255 letters, spaces and `. ' -`, e.g. `"Kochi"`. */
  readonly city?: string | null | undefined;
  /** 1 to 255 letters, spaces and `. ' & -`, e.g. `"Kerala"`. */
  readonly state?: string | null | undefined;
  /** A paper: the payout waits for it. Indian PIN code: 6 digits, the first not 0, e.g. `"682002"`; spaces are removed. */
  readonly postalCode: string;
}

/** What is sold. */
export interface Product {
  /** 1 to 255 characters, e.g. `"Table runner"`. */
  readonly name: string;
  /** `physical_goods` require `hsCode`. */
  readonly typeOfGoods: 'physical_goods' | 'digital_goods' | 'service';
  /**
   * A paper: the payout waits for it, for services as well, unless there is an `hsCodeDescription`. The goods' code in the
   * Harmonised System: 8 digits, e.g. `"63025100"`; spaces and full stops are removed. Physical goods can't be paid for
   * without it.
   */
  readonly hsCode?: string | null | undefined;
  /**
   * A paper: the payout waits for it. What is sold, in words that a bank officer understands, 1 to 1,024 characters, e.g.
   * `"Cotton table runner, hand woven"`. A payment works without it.
   */
  readonly description?: string | null | undefined;
  /** What `hsCode` means, or would mean, 1 to 1,024 characters. As a paper, EximPe accepts it instead of the code. */
  readonly hsCodeDescription?: string | null | undefined;
}

/** Your invoice for the sale. */
export interface Invoice {
  /**
   * A paper, and the most urgent: the bank must have it on the day of the payment, in Indian time. 1 to 255 characters, e.g.
   * `"INV-2026-001"`. EximPe accepts a number only once among orders that have not failed, so give each checkout its own.
   */
  readonly number: string;
  /** `YYYY-MM-DD`, e.g. `"2026-11-22"`. */
  readonly date?: string | null | undefined;
}

/** The checkout after the kit's checks: cleaned up, and without empty values. */
export type CheckedCheckout = WithoutNull<Checkout>;

type WithoutNull<Value> = Value extends object
  ? { readonly [Key in keyof Value]: WithoutNull<Exclude<Value[Key], null>> }
  : Value;
