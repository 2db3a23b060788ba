// How the form shows the bank's page.
import * as z from 'zod/mini';

/** A separate window, a frame in the page, or the current tab. */
export const ChallengeMode = z.enum(['popup', 'iframe', 'redirect']);
export type ChallengeMode = z.infer<typeof ChallengeMode>;
