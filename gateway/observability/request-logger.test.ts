import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createRequestLogger } from './request-logger.ts';

describe("a request's log", () => {
  it('writes the request id with every line, at the level of the line', () => {
    const lines: Record<string, unknown>[] = [];
    const logger = pino(
      { level: 'debug' },
      { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    );
    // As it is copied with the rest of a request's context.
    const context = { ...{ logger: createRequestLogger(logger, 'r-1') } };
    context.logger.debug({ a: 1 }, 'one');
    context.logger.info({ a: 2 }, 'two');
    context.logger.warn({ a: 3 }, 'three');
    context.logger.error({ a: 4 }, 'four');
    expect(lines).toMatchObject([
      { level: 20, requestId: 'r-1', a: 1, msg: 'one' },
      { level: 30, requestId: 'r-1', a: 2, msg: 'two' },
      { level: 40, requestId: 'r-1', a: 3, msg: 'three' },
      { level: 50, requestId: 'r-1', a: 4, msg: 'four' },
    ]);
  });
});
