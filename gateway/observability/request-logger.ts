import type { Logger } from './logger.ts';

interface Log {
  (about: object, message: string): void;
}

/** The log of one request: every line carries the request's id. */
export interface RequestLogger {
  readonly debug: Log;
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
}

/**
 * Most requests have nothing to log: their child of the logger is made when something is to be written. It is an object of one class and
 * not one with a getter of its own: with that, every request's context would be of another form to the engine, and whatever reads one slow.
 */
export function createRequestLogger(logger: Logger, requestId: string): RequestLogger {
  return new LazyChild(logger, requestId);
}

class LazyChild implements RequestLogger {
  private readonly logger: Logger;
  private readonly requestId: string;
  private child: Logger | null = null;

  constructor(logger: Logger, requestId: string) {
    this.logger = logger;
    this.requestId = requestId;
  }

  debug(about: object, message: string): void {
    this.own().debug(about, message);
  }

  info(about: object, message: string): void {
    this.own().info(about, message);
  }

  warn(about: object, message: string): void {
    this.own().warn(about, message);
  }

  error(about: object, message: string): void {
    this.own().error(about, message);
  }

  private own(): Logger {
    this.child ??= this.logger.child({ requestId: this.requestId });
    return this.child;
  }
}
