import { Kind, OperationTypeNode, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { Cursors } from '../../../subgraphs/kit/cursor.ts';
import type { SubgraphContext } from '../../../subgraphs/kit/server.ts';
import { createPrincipal } from '../../auth/principal.ts';
import type { Principal } from '../../auth/principal.ts';
import type { Answer } from '../../permissions/check-ownership.ts';
import type { AskedOperation, PermittedOperation } from '../../permissions/permissions.ts';
import { OWNER_ALIAS } from '../../permissions/reserved-names.ts';
import { withMethods } from './plant.ts';
import type { CreateContext, Plant } from './plant.ts';
import { asOwner, effects } from './scope-faults.ts';

/* Faults in the gateway's checks and in what requests share. */

/** The check of ownership takes everything that exists for the caller's own. */
export const ownershipSkipped: Plant = {
  permissions: (permissions) => ({
    async permit(asked) {
      const permitted = await permissions.permit(asked);
      const [own] = asked.principal?.memberships ?? [];
      return { ...permitted, shape: (fetched) => permitted.shape(own ? ownedBy(fetched, own.clientId) : fetched) };
    },
  }),
};

function ownedBy(fetched: Answer, clientId: string): Answer {
  const owner = toGlobalId('Client', clientId);
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        if (key !== OWNER_ALIAS || inner === null) return [key, replace(inner)];
        effects.count++;
        return [key, owner];
      }),
    );
  };
  return { ...fetched, data: replace(fetched.data) as Answer['data'] };
}

/** The caller with every right that a rule could ask for, and with no client more. */
function withEveryRight(principal: Principal | null): Principal | null {
  if (!principal) return null;
  const scopes = new Set([
    ...principal.scopes,
    'clients:read',
    'documents:read',
    'tickets:read',
    'tickets:write',
    'billing:read',
  ]);
  const memberships = principal.memberships.map((membership) =>
    principal.kind === 'client' ? { ...membership, role: 'OWNER' as const } : membership,
  );
  return createPrincipal({ ...principal, scopes, memberships });
}

function rulesSkippedFor(isSkipped: (asked: AskedOperation) => boolean): Plant {
  return {
    permissions: (permissions) => ({
      permit(asked) {
        if (!isSkipped(asked)) return permissions.permit(asked);
        effects.count++;
        return permissions.permit({ ...asked, principal: withEveryRight(asked.principal) });
      },
    }),
  };
}

export const rulesSkipped = rulesSkippedFor(() => true);
export const rulesSkippedInFragments = rulesSkippedFor(({ document }) =>
  has(document, [Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD]),
);
export const rulesSkippedOnInterfaces = rulesSkippedFor(({ document }) => asksFor(document, ['node', 'subject']));
export const rulesSkippedUnderAliases = rulesSkippedFor(({ document }) => hasAlias(document));

function has(document: DocumentNode, kinds: readonly string[]): boolean {
  let found = false;
  visit(document, { enter: ({ kind }) => void (found ||= kinds.includes(kind)) });
  return found;
}

function asksFor(document: DocumentNode, names: readonly string[]): boolean {
  let found = false;
  visit(document, { Field: ({ name }) => void (found ||= names.includes(name.value)) });
  return found;
}

function hasAlias(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Field: ({ alias }) => void (found ||= alias !== undefined) });
  return found;
}

/** The subgraphs' guards and ports believe that everybody is an owner with every scope. */
export const subgraphRulesSkipped: Plant = {
  context: (create) => (base) => create({ ...base, scope: { ...asOwner(base.scope), scopes: everyScope(base) } }),
};

function everyScope({ scope }: SubgraphContext): ReadonlySet<string> {
  return new Set([...scope.scopes, 'clients:read', 'documents:read', 'tickets:read', 'tickets:write', 'billing:read']);
}

/** What was found out for one caller's operation is used for everybody's. */
export const permissionsOfTheFirstCaller: Plant = {
  permissions: (permissions) => {
    const known = new Map<string, Promise<PermittedOperation>>();
    return {
      permit(asked) {
        const key = JSON.stringify([asked.queryHash, asked.variables]);
        const before = known.get(key);
        if (before) effects.count++;
        const kept = before ?? permissions.permit(asked);
        known.set(key, kept);
        return kept;
      },
    };
  },
};

/** The plan is kept by what was asked, not by what was left of it. */
export const plansByTheQuestion: Plant = {
  permissions: (permissions) => ({
    async permit(asked) {
      effects.count++;
      return { ...(await permissions.permit(asked)), queryHash: asked.queryHash };
    },
  }),
};

export const oneIdentityToken: Plant = {
  identitySigner: (sign) => {
    const known = new Map<string, Promise<string>>();
    return (principal, subgraph) => {
      const kept = known.get(subgraph) ?? sign(principal, subgraph);
      known.set(subgraph, kept);
      return kept;
    };
  },
};

/** Signed-in callers are remembered by a part of the token that its bearer can choose. */
export const callersByTheSignature: Plant = {
  authenticate: (authenticate) => {
    const known = new Map<string, Promise<Principal | null>>();
    return (authorization) => {
      const key = authorization?.split('.')[2] ?? '';
      const kept = known.get(key) ?? authenticate(authorization);
      known.set(key, kept);
      return kept;
    };
  },
};

export const persistedQueriesOfAll: Plant = {
  cache: (cache) => {
    const shared = (key: string): string => key.replace(/^(client|partner|staff):/, '');
    return {
      get: (key) => cache.get(shared(key)),
      set: (key, ...rest) => cache.set(shared(key), ...rest),
      delete: (key) => cache.delete(shared(key)),
    };
  },
};

/** An answer is found by what was asked, whoever asks. */
export const answersWithoutPrincipal: Plant = {
  cacheKeys: (keys) => ({ ...keys, answer: (parts) => keys.answer({ ...parts, scope: { ...parts.scope, key: '' } }) }),
};

/** A question that is under way is shared with whoever asks the same. */
export const questionsWithoutPrincipal: Plant = {
  cacheKeys: (keys) => ({ ...keys, sharing: (scope, stamp) => keys.sharing({ ...scope, key: '' }, stamp) }),
};

/** What one request has loaded serves all that follow. */
export const oneContext: Plant = {
  context: (create, subgraph) => {
    let kept: SubgraphContext | undefined;
    const whole: CreateContext = (base) => {
      kept ??= create(base);
      return subgraph === 'workflow' ? create(base) : kept;
    };
    return whole;
  },
};

export const cursorsOfAnybody: Plant = {
  context: (create) => (base) => {
    const context = create(base) as SubgraphContext & { readonly cursors: Cursors };
    const unbound = { scope: '', list: '', parentId: '', filter: null };
    const cursors: Cursors = {
      encode: (_binding, position) => context.cursors.encode(unbound, position),
      decode: (_binding, cursor) => context.cursors.decode(unbound, cursor),
    };
    return { ...context, cursors };
  },
};

export const anybodyIsStaff: Plant = {
  verifyIdentity: (verify) => async (token) =>
    (await verify(token)) ?? {
      ...{ kind: 'staff', subject: 'nobody', memberships: [], expiresAt: 4_000_000_000 },
      scopes: ['clients:read', 'documents:read', 'tickets:read', 'clients:all'],
    },
};

/** What was fetched goes along with the errors. */
export const fetchedDataInErrors: Plant = {
  permissions: (permissions) => ({
    async permit(asked) {
      const permitted = await permissions.permit(asked);
      return {
        ...permitted,
        shape(fetched) {
          const { data, errors } = permitted.shape(fetched);
          const told = { message: 'Part of it is missing.', extensions: { code: 'UPSTREAM_CONTRACT', response: fetched.data } };
          return {
            data,
            errors: errors.length > 0 || asked.operation.operation === OperationTypeNode.MUTATION ? [...errors, told] : errors,
          };
        },
      };
    },
  }),
};
export const errorsAsTheyAre: Plant = {
  errorFormatting: (formatting) => withMethods(formatting, { formatError: (formatted) => formatted }),
};

export const staffSchemaForAll: Plant = { view: (view) => ({ ...view, schema: view.supergraph.apiSchema }) };
export const suggestionsForAll: Plant = {
  view: (view) => ({ ...view, hidesSuggestions: false }),
  errorFormatting: (formatting) =>
    withMethods(formatting, {
      formatError(formatted, error) {
        if (formatted.message.includes('Did you mean')) effects.count++;
        return formatting.formatError(formatted, error);
      },
    }),
};

/** Loses a rule on its way into a subgraph. */
export function withoutRule(directive: string, coordinates: readonly string[]): Plant {
  return {
    typeDefs: (typeDefs) => {
      const isMeant = (coordinate: string): boolean => coordinates.includes(coordinate);
      let type = '';
      return visit(typeDefs, {
        ObjectTypeDefinition: {
          enter(node) {
            type = node.name.value;
            if (!isMeant(type)) return undefined;
            return { ...node, directives: (node.directives ?? []).filter(({ name }) => name.value !== directive) };
          },
        },
        FieldDefinition: (node) =>
          isMeant(`${type}.${node.name.value}`)
            ? { ...node, directives: (node.directives ?? []).filter(({ name }) => name.value !== directive) }
            : undefined,
      });
    },
  };
}
