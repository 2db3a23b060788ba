// The ways EximPe writes a moment.

/** `2025-11-04T10:53:33.444000Z`, with microseconds, as in every API answer. */
export const isoMicros = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z');

/** `2024-02-15 16:53:15`, as in version 1 webhooks. */
export const plainSeconds = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** `2026-06-09T03:53:48+00:00`, as in a dispute's event. */
export const isoOffset = (ms: number): string => withOffset(ms).replace(' ', 'T');

/** `2025-06-25 12:15:48+00:00`, as in the return form. */
export const withOffset = (ms: number): string => `${plainSeconds(ms)}+00:00`;
