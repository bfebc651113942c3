import { parse } from 'graphql';
import { ConfigurationError } from '../schema/contract/environment.ts';
import type { Principal } from './auth/principal.ts';
import type { SupergraphView } from './execution/permitted-execution.ts';
import { copySchema } from './execution/supergraph.ts';
import type { Supergraph } from './execution/supergraph.ts';
import type { Events } from './observability/events.ts';
import { AUDIENCES, audienceOf } from './permissions/audiences/audience.ts';
import type { Audience } from './permissions/audiences/audience.ts';
import { createAudienceSchemas } from './permissions/audiences/audience-schema.ts';
import type { AudienceSchemas } from './permissions/audiences/audience-schema.ts';
import { createPermissions } from './permissions/permissions.ts';
import type { Permissions, PermissionsOptions } from './permissions/permissions.ts';
import { PermissionsError, readSupergraphPermissions, stripPermissions } from './permissions/supergraph-permissions.ts';

/** A supergraph without its rules, for the planner, and what makes the views of it. */
export interface PreparedSupergraph {
  readonly supergraphSdl: string;
  readonly viewsOf: (
    supergraph: Supergraph,
    wrapPermissions: (permissions: Permissions) => Permissions,
    reportDenied: PermissionsOptions['reportDenied'],
  ) => Views;
}

/** Who sees the graph in which way. */
export interface Views {
  readonly byName: ReadonlyMap<string, SupergraphView>;
  readonly nameFor: (principal: Principal | null) => string;
}

/** A view for each audience. Throws `ConfigurationError` for a rule that cannot be enforced. */
export function withPermissions(sdl: string, events: Events): PreparedSupergraph {
  const { supergraphSdl, requirements } = orRefuse(() => readSupergraphPermissions(sdl));
  return {
    supergraphSdl,
    viewsOf: (supergraph, wrapPermissions, reportDenied) => {
      const { apiSchema } = supergraph;
      const audienceSchemas = (): AudienceSchemas =>
        orRefuse(() => createAudienceSchemas({ supergraph: parse(supergraphSdl, { noLocation: true }), apiSchema }));
      const permissions = orRefuse(() =>
        createPermissions({
          apiSchema: copySchema(apiSchema),
          audienceSchemas: audienceSchemas(),
          requirements,
          compileShape: supergraph.compileShape,
          reportDenied,
          reportForeign: events.foreignRecordDropped,
        }),
      );
      const wrapped = wrapPermissions(permissions);
      // Not those that answers are shaped by: Apollo Server instruments what it is given.
      const schemas = audienceSchemas();
      const viewFor = (audience: Audience): SupergraphView => ({
        supergraph,
        schema: schemas[audience],
        permissions: wrapped,
        hidesSuggestions: audience !== 'staff',
      });
      return { byName: new Map(AUDIENCES.map((audience) => [audience, viewFor(audience)])), nameFor: audienceOf };
    },
  };
}

/** A rule that cannot be enforced is a fault of the configuration: the gateway does not start on it. */
function orRefuse<Result>(prepare: () => Result): Result {
  try {
    return prepare();
  } catch (error) {
    throw error instanceof PermissionsError ? new ConfigurationError(error.problems) : error;
  }
}

/** One view, of all there is. */
export function withoutPermissions(sdl: string): PreparedSupergraph {
  return {
    supergraphSdl: stripPermissions(sdl),
    viewsOf: (supergraph) => ({
      byName: new Map([['all', { supergraph, schema: supergraph.apiSchema, permissions: null, hidesSuggestions: false }]]),
      nameFor: () => 'all',
    }),
  };
}
