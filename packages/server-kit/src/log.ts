// Where the kit writes what a merchant's operators should know. It has pino's shape, and hides card data.
import { redact } from './redaction/redact.ts';

/** A pino logger works as it is. */
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
  // Text from others must not look like a separate line, and must not control the terminal.
  const plain = message.replaceAll(/\p{Cc}/gu, ' ');
  process.stderr.write(`[eximpe] ${level}: ${plain} ${JSON.stringify(details)}\n`);
}

/** The same log, without anything that looks like a card number or secret; a log that throws never breaks a payment. */
export function blind(log: Log): Log {
  const through =
    (level: keyof Log) =>
    (details: object, message: string): void => {
      try {
        log[level](redact(details) as object, redact(message) as string);
      } catch {
        // There is no other place to report this.
      }
    };
  return { info: through('info'), warn: through('warn'), error: through('error') };
}
