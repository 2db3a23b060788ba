// The simulator's merchant accounts: their credentials and what they may do.

export interface Account {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs this account's webhooks and return forms. Default: the simulator's. */
  readonly encryptionKey?: string;
  /** Where this account's webhooks go. Default: the simulator's `webhookUrl`. */
  readonly webhookUrl?: string;
  /** A payment service provider: it names one of these sub-merchants in `X-Merchant-ID`. */
  readonly subMerchants?: readonly string[];
  /** Default true. Without it, `collection_mode: "s2s"` gets the bare 403. */
  readonly s2s?: boolean;
  /** Default true. */
  readonly active?: boolean;
  /** Default true. In production, BIN lookup is switched on by EximPe's support. */
  readonly binLookup?: boolean;
  readonly what: string;
}

/** The account every example uses. */
export const SIMULATOR_CREDENTIALS = {
  clientId: 'sim_client',
  clientSecret: 'sim_secret',
  encryptionKey: 'test_encryption_key',
} as const;

const { clientSecret } = SIMULATOR_CREDENTIALS;

export const ACCOUNTS: readonly Account[] = [
  { clientId: SIMULATOR_CREDENTIALS.clientId, clientSecret, what: 'a merchant with everything enabled' },
  { clientId: 'sim_client_2', clientSecret, what: 'another merchant, e.g. for a second process' },
  { clientId: 'sim_psp', clientSecret, subMerchants: ['1234567890', '9876543210'], what: 'a PSP: needs X-Merchant-ID' },
  { clientId: 'sim_no_s2s', clientSecret, s2s: false, what: 'S2S not enabled: bare 403 on s2s orders' },
  { clientId: 'sim_inactive', clientSecret, active: false, what: 'an inactive merchant: 403 on every call' },
  { clientId: 'sim_no_bin', clientSecret, binLookup: false, what: 'BIN lookup not enabled: bare 403' },
];
