// How the form shows the bank's page.
import * as z from 'zod/mini';

/** A window of its own, a frame in the page, or this very tab. */
export const ChallengeMode = z.enum(['popup', 'iframe', 'redirect']);
export type ChallengeMode = z.infer<typeof ChallengeMode>;
