// What the server-kit writes, as inert JSON, into its own pages for the challenge-page and return-page scripts to read.
import type { AttemptId } from './ids.ts';

/** Id of the `<script type="application/json">` element that holds the page's data; `<` is escaped in it. */
export const PAGE_DATA_ID = 'eximpe-page';

/** Id of the return page's line that it may be closed; shown where the shop's page turns out to be in another window. */
export const CLOSABLE_ID = 'eximpe-closable';

/** Query parameter by which the launch page knows that it is in the frame of the checkout's dialog, and not in a window. */
export const IN_DIALOG = 'dialog';

/** Opened in the shopper's click, before anything is known. */
export interface WaitPageData {
  readonly page: 'wait';
  readonly attempt: AttemptId;
  /** Path prefix a `go` address must start with. */
  readonly mount: string;
}

/** What a form may look like before we post it for the bank. */
export interface AcsFormRules {
  /** Origins of the merchant, and the sites they are part of: a form that posts there would be a request forged past SameSite. */
  readonly ownOrigins: readonly string[];
  /** A path of these origins below which there is no shop but a bank, for demonstrations on one host: forms may post there. */
  readonly ownBankPath?: string | undefined;
  /** Host suffixes that may be posted to; null for any. */
  readonly acsHosts: readonly string[] | null;
  /** Plain HTTP to loopback hosts, for the simulator on a developer's machine. */
  readonly allowLoopbackHttp: boolean;
}

/** Hands the shopper to the bank. */
export interface LaunchPageData {
  readonly page: 'launch';
  readonly attempt: AttemptId;
  /** The template, one character for each of its bytes. Parsed as data; its scripts never run here. */
  readonly template: string;
  /** Its encoding, in which a browser would also send its form: a label such as `windows-1252`. */
  readonly charset: string;
  readonly rules: AcsFormRules;
  /** Where a template that is not one plain form is shown as it came, scripts and all; null when such templates are refused. */
  readonly scriptedUrl: string | null;
  /** Where to go when the template is refused, with a query to which `&reason=` is added. */
  readonly refusedUrl: string;
}

/** Shown when the shopper comes back, and when a template was refused. */
export interface ReturnPageData {
  readonly page: 'return';
  readonly attempt: AttemptId;
  /** What to tell the checkout page. */
  readonly signal: 'returned' | 'refused';
  /** Where to go when no checkout page answers; null when the merchant named none. */
  readonly resultUrl: string | null;
}

export type PageData = WaitPageData | LaunchPageData | ReturnPageData;

/** Why a template was refused. Goes into a URL and the log, so it says nothing of the template's content. */
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
