// Where the card server writes what its operators should know: one JSON object for each line, which a container's log collector can read.
import type { Log } from '@eximpe/server-kit';

const line = (level: string, details: object, message: string): void =>
  void process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...details })}\n`);

/** Before a line comes here, `startCardServer` removes everything that looks like a card number, and makes errors plain objects. */
export const jsonLog: Log = {
  info: (details, message) => line('info', details, message),
  warn: (details, message) => line('warn', details, message),
  error: (details, message) => line('error', details, message),
};
