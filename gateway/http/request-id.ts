import { randomUUID } from 'node:crypto';

const wellFormed = /^[A-Za-z0-9._-]{1,64}$/;

/** The id that the caller, or a proxy before us, gave the request, when it can stand in a log line as it is; else a new one. */
export function readRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && wellFormed.test(header) ? header : randomUUID();
}
