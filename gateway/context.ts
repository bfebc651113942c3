import type { Principal } from './auth/principal.ts';
import type { RequestCaching } from './caching/request-caching.ts';
import type { Overrides } from './execution/overrides.ts';
import type { RequestLogger } from './observability/request-logger.ts';
import type { Answer } from './permissions/check-ownership.ts';

/** What everything that happens for one request can see. */
export interface RequestContext {
  /** Who asks; null in open mode only, where nobody signs in. */
  readonly principal: Principal | null;
  /** Where the request comes from, for the evidence of what the caller does; left out when that cannot be told. */
  readonly address?: string | undefined;
  /** Ties the log lines of this request together, over all processes; echoed to the caller. */
  readonly requestId: string;
  /** Writes the request id with every line. */
  readonly logger: RequestLogger;
  /** When an answer is worth nothing any more: milliseconds since 1970. */
  readonly deadlineAt: number;
  /** Whether the answer may be kept and its parts shared; without it, neither. */
  readonly caching?: RequestCaching | null;
  /** Where this request looks for fields that are moved from one subgraph to another; without it, where they were. */
  readonly overrides?: Overrides | null;
  /** The operation was executed before it came to Apollo Server, which makes of this what it would have made of its own execution. */
  readonly executed?: Promise<Answer> | undefined;
}
