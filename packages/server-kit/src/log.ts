// Where the kit writes what a merchant's operators should know. Shaped like pino; blind to card data.
import { redact } from './redaction/redact.ts';

/** A pino logger fits as it is. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Warnings and errors, one line each. */
export const consoleLog: Log = {
  info: () => undefined,
  warn: (details, message) => writeLine('warn', details, message),
  error: (details, message) => writeLine('error', details, message),
};

function writeLine(level: string, details: object, message: string): void {
  // What others wrote must not look like a line of its own, nor steer the terminal.
  const plain = message.replaceAll(/\p{Cc}/gu, ' ');
  process.stderr.write(`[eximpe] ${level}: ${plain} ${JSON.stringify(details)}\n`);
}

/** The same log, with whatever looks like a card number or secret taken out; a log that throws never breaks a payment. */
export function blind(log: Log): Log {
  const through =
    (level: keyof Log) =>
    (details: object, message: string): void => {
      try {
        log[level](redact(details) as object, redact(message) as string);
      } catch {
        // Nothing can be said anywhere.
      }
    };
  return { info: through('info'), warn: through('warn'), error: through('error') };
}
