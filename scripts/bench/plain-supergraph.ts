import { readFileSync } from 'node:fs';
import { stripPermissions } from '../../gateway/permissions/supergraph-permissions.ts';

/** The portal's graph for gateways that know no permission directives. */
export function readPlainSupergraph(): string {
  return stripPermissions(readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'));
}
