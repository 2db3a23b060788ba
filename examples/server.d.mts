// Types for the journeys that drive the examples.
export function startExamples(
  shopUrl: string,
  port?: number,
): Promise<{ readonly url: string; close(): Promise<void> }>;
