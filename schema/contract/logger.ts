import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger };

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/**
 * One JSON object a line on standard output. What could sign somebody in is removed here, at the one place that every line
 * passes, so that no log call has to remember it.
 */
export function createLogger(options: { name: string; level: (typeof LOG_LEVELS)[number] }): Logger {
  return pino({
    name: options.name,
    level: options.level,
    redact: {
      paths: ['*.authorization', '*.cookie', '*["portal-identity"]', '*.token', '*.password', '*.secret'],
      censor: '[removed]',
    },
  });
}
