// The data that the server-kit writes, as inert JSON, into its own pages; the challenge-page and return-page scripts read it.
import type { AttemptId } from './ids.ts';

/** Id of the `<script type="application/json">` element that holds the page's data; `<` is escaped in it. */
export const PAGE_DATA_ID = 'eximpe-page';

/** Id of the return page's sentence that the page may be closed; shown if the shop's page is in another window. */
export const CLOSABLE_ID = 'eximpe-closable';

/** Query parameter that tells the launch page that it is in the frame of the checkout's dialog, not in a window. */
export const IN_DIALOG = 'dialog';

/** The page that the shopper's click opens, before the bank's address is known. */
export interface WaitPageData {
  readonly page: 'wait';
  readonly attempt: AttemptId;
  /** Path prefix a `go` address must start with. */
  readonly mount: string;
}

/** The rules for a form before we post it to the bank. */
export interface AcsFormRules {
  /** Origins of the merchant, and the sites that they belong to: a form that posts there would be a forged request that SameSite does not stop. */
  readonly ownOrigins: readonly string[];
  /** A path on these origins that belongs to a bank and not to the shop, for demonstrations on one host: forms may post there. */
  readonly ownBankPath?: string | undefined;
  /** Host suffixes to which forms may post; null for any. */
  readonly acsHosts: readonly string[] | null;
  /** Allows plain HTTP to loopback hosts, for the simulator on a developer's machine. */
  readonly allowLoopbackHttp: boolean;
}

/** The page that sends the shopper to the bank. */
export interface LaunchPageData {
  readonly page: 'launch';
  readonly attempt: AttemptId;
  /** The template, one character for each of its bytes. Parsed as data; its scripts never run here. */
  readonly template: string;
  /** The template's encoding, in which a browser would also send its form: a label such as `windows-1252`. */
  readonly charset: string;
  readonly rules: AcsFormRules;
  /** The address that shows a template unchanged, with its scripts, if it is not one plain form; null when such templates are refused. */
  readonly scriptedUrl: string | null;
  /** Where to go when the template is refused, with a query to which `&reason=` is added. */
  readonly refusedUrl: string;
}

/** Shown when the shopper comes back, and when a template was refused. */
export interface ReturnPageData {
  readonly page: 'return';
  readonly attempt: AttemptId;
  /** The signal to send to the checkout page. */
  readonly signal: 'returned' | 'refused';
  /** Where to go if no checkout page answers; null if the merchant named no page. */
  readonly resultUrl: string | null;
}

export type PageData = WaitPageData | LaunchPageData | ReturnPageData;

/** Why a template was refused. The value goes into a URL and the log, so it says nothing about the template's content. */
export const REFUSALS = [
  'not_base64',
  'not_text',
  'not_read',
  'too_large',
  'no_form',
  'not_one_plain_form',
  'action_missing',
  'action_not_absolute',
  'action_not_https',
  'action_has_credentials',
  'action_is_ip_address',
  'action_is_loopback',
  'action_is_private',
  'action_is_own_origin',
  'action_host_not_allowed',
  'method_not_allowed',
  'too_many_fields',
  'field_name_too_long',
  'field_value_too_long',
  'fields_too_large',
  'file_input',
] as const;
export type Refusal = (typeof REFUSALS)[number];
