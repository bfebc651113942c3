import { pino } from 'pino';
import type { Logger, LoggerOptions } from 'pino';

export type { Logger };

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/**
 * One JSON object a line, on standard output or to whoever is given as `write`. What could sign somebody in is removed here, at the one place that every line
 * passes, so that no log call has to remember it.
 */
export function createLogger(options: {
  readonly name: string;
  readonly level: (typeof LOG_LEVELS)[number];
  readonly write?: (line: string) => void;
}): Logger {
  const settings: LoggerOptions = {
    name: options.name,
    level: options.level,
    serializers: { err: describeError },
    redact: {
      paths: ['*.authorization', '*.cookie', '*["portal-identity"]', '*.token', '*.password', '*.secret'],
      censor: '[removed]',
    },
  };
  return options.write ? pino(settings, { write: options.write }) : pino(settings);
}

/**
 * Of an error only what it says: drivers hang whole clients on theirs, with the address and sometimes the password of a database.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
