// What EximPe says about a payment besides its status and its money: learned once, kept with the attempt, told to the shop.

/** One property for each detail; reports, attempts and the hooks' arguments all take them from here. */
export interface PaymentDetails {
  /** EximPe's order id (`OD…`). */
  readonly orderId: string | null;
  /** EximPe's payment id (`PR…`), by which it is refunded; null when EximPe has not named it. */
  readonly paymentId: string | null;
  /** The bank's own number for the payment, by which the bank finds it; null when EximPe has not named it. */
  readonly bankReference: string | null;
  /** The bank that issued the card, as it is usually written, e.g. `"HDFC Bank"`; null when unknown. */
  readonly issuingBank: string | null;
}

/** The details that one report brings. */
export type ReportedDetails = {
  readonly [Detail in keyof PaymentDetails]?: NonNullable<PaymentDetails[Detail]> | undefined;
};

export const NO_DETAILS: PaymentDetails = {
  orderId: null,
  paymentId: null,
  bankReference: null,
  issuingBank: null,
};

const DETAILS = Object.keys(NO_DETAILS) as readonly (keyof PaymentDetails)[];

/** `known`, plus new details from `reported`: a known detail is never replaced. */
export const learn = (known: PaymentDetails, reported: ReportedDetails): PaymentDetails =>
  fill((detail) => known[detail] ?? reported[detail] ?? null);

/** Only the details of an object that has other properties, too. */
export const detailsOf = (all: PaymentDetails): PaymentDetails => fill((detail) => all[detail]);

const fill = (value: (detail: keyof PaymentDetails) => string | null): PaymentDetails => {
  const details: { -readonly [Detail in keyof PaymentDetails]: PaymentDetails[Detail] } = { ...NO_DETAILS };
  for (const detail of DETAILS) details[detail] = value(detail);
  return details;
};
