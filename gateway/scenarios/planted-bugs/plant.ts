import type { DocumentNode } from 'graphql';
import type { Authenticate } from '../../auth/authenticate.ts';
import type { SignIdentity } from '../../auth/identity-token.ts';
import type { CacheKeys } from '../../caching/cache-keys.ts';
import type { ErrorFormatting } from '../../errors/error-formatting.ts';
import type { SupergraphView } from '../../execution/permitted-execution.ts';
import type { Permissions } from '../../permissions/permissions.ts';
import type { KeyValueCache } from '../../stores/key-value-cache.ts';
import type { CrmStore } from '../../../subgraphs/crm/port.ts';
import type { FileStore } from '../../../subgraphs/files/port.ts';
import type { VerifyIdentity } from '../../../subgraphs/kit/identity.ts';
import type { SubgraphContext } from '../../../subgraphs/kit/server.ts';
import type { TicketStore } from '../../../subgraphs/tickets/port.ts';
import type { AccessStore } from '../../../subgraphs/workflow/access/access-store.ts';

type Wrap<Part> = (part: Part) => Part;

export type CreateContext = (base: SubgraphContext) => SubgraphContext;

/** What a planted bug puts around the product's parts. */
export interface Plant {
  readonly crm?: Wrap<CrmStore>;
  readonly files?: Wrap<FileStore>;
  readonly tickets?: Wrap<TicketStore>;
  readonly workflow?: Wrap<AccessStore>;
  readonly permissions?: Wrap<Permissions>;
  readonly authenticate?: Wrap<Authenticate>;
  readonly identitySigner?: Wrap<SignIdentity>;
  readonly cache?: Wrap<KeyValueCache>;
  readonly cacheKeys?: Wrap<CacheKeys>;
  readonly errorFormatting?: Wrap<ErrorFormatting>;
  /** Of each subgraph. */
  readonly context?: (create: CreateContext, subgraph: string) => CreateContext;
  readonly verifyIdentity?: Wrap<VerifyIdentity>;
  /** These are read when a portal starts, so it gets portals of its own. */
  readonly typeDefs?: (typeDefs: DocumentNode, subgraph: string) => DocumentNode;
  readonly view?: Wrap<SupergraphView>;
}

const atStart = ['typeDefs', 'view'] as const;

export function isReadAtStart(plant: Plant): boolean {
  return atStart.some((part) => plant[part] !== undefined);
}

/** Several faults at once. */
export function together(...plants: readonly Plant[]): Plant {
  const whole: Record<string, AnyWrap> = {};
  for (const plant of plants) {
    for (const [part, wrap] of Object.entries(plant) as [string, AnyWrap][]) {
      const inner = whole[part];
      whole[part] = inner ? (given, ...rest) => wrap(inner(given, ...rest), ...rest) : wrap;
    }
  }
  return whole;
}

type AnyWrap = (given: unknown, ...rest: unknown[]) => unknown;

/** A part with some of its methods replaced; the others stay those of the part itself. */
export function withMethods<Part extends object>(part: Part, methods: Partial<Part>): Part {
  return new Proxy(part, {
    get(target, name) {
      const replaced: unknown = Reflect.get(methods, name);
      if (replaced !== undefined) return replaced;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
