import { z } from 'zod';
import { AppError } from '../../schema/contract/app-error.ts';
import { ERROR_CODES } from '../../schema/contract/error-codes.ts';
import { IDENTITY_HEADER, REQUEST_ID_HEADER } from '../../schema/contract/header-names.ts';
import { contractBroken, createHttpClient } from './http-client.ts';
import type { SignServiceIdentity } from './service-identity.ts';

/**
 * How one subgraph asks another in its own name: over HTTP, by the other's GraphQL, for what is `@inaccessible` to the portal's callers
 * or for records as a service with the scopes of its key sees them.
 */
export interface ServiceClient {
  /**
   * The answer's `data`, parsed by `shape`. The first error of the answer is thrown as an `AppError` with its code. Reads are tried
   * again while the other side is busy or unreachable, mutations (`reads: false`) are not.
   * Errors: `UPSTREAM_UNAVAILABLE`, `UPSTREAM_TIMEOUT`, `UPSTREAM_CONTRACT`, and what the subgraph itself answers.
   */
  ask<Shape extends z.ZodType>(question: {
    readonly query: string;
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly shape: Shape;
    readonly requestId?: string;
    readonly reads?: boolean;
  }): Promise<z.output<Shape>>;
  close(): Promise<void>;
}

const answer = z.object({
  data: z.unknown(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.looseObject({ code: z.string().optional() }).optional() }))
    .optional(),
});

export function createServiceClient(options: {
  /** The subgraph that is asked, as its identity audience names it. */
  readonly subgraph: string;
  /** Its GraphQL address. */
  readonly url: string;
  readonly identity: SignServiceIdentity;
  readonly timeoutMs?: number;
}): ServiceClient {
  const { subgraph, identity } = options;
  const system = `The portal's ${subgraph} service`;
  const http = createHttpClient({ system, baseUrl: options.url, timeoutMs: options.timeoutMs ?? 1_500 });
  return {
    async ask({ query, variables = {}, shape, requestId, reads = true }) {
      const response = await http.send({
        path: '',
        method: 'POST',
        reads,
        headers: {
          [IDENTITY_HEADER]: await identity(subgraph),
          ...(requestId !== undefined && { [REQUEST_ID_HEADER]: requestId }),
        },
        body: { json: { query, variables } },
        expectedStatuses: [400],
      });
      const read = answer.safeParse(response.json());
      if (!read.success) throw contractBroken(system, 'an answer that is not GraphQL', read.error);
      const [error] = read.data.errors ?? [];
      if (error) throw toAppError(system, error.extensions?.code, error.message);
      const data = shape.safeParse(read.data.data);
      if (!data.success) throw contractBroken(system, 'data of another shape', data.error);
      return data.data;
    },
    close: () => http.close(),
  };
}

function toAppError(system: string, code: string | undefined, message: string): AppError {
  const known = ERROR_CODES.find((one) => one === code);
  return known ? new AppError(known, message) : contractBroken(system, `an error of code ${String(code)}: ${message}`);
}
