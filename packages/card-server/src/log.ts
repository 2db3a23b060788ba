// Where the card server writes what its operators should know: one JSON object a line, for whatever collects the lines of a container.
import type { Log } from '@eximpe/server-kit';

const line = (level: string, details: object, message: string): void =>
  void process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...details })}\n`);

/** `startCardServer` takes out whatever looks like a card number, and makes errors plain objects, before it comes here. */
export const jsonLog: Log = {
  info: (details, message) => line('info', details, message),
  warn: (details, message) => line('warn', details, message),
  error: (details, message) => line('error', details, message),
};
