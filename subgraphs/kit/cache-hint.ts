import type { GraphQLResolveInfo } from 'graphql';

/**
 * Says, while a field is resolved, that the answer is not to be kept, whatever `@cacheControl` allows: a part of it is missing, or older than
 * it should be. The next one who asks is to find out whether that is over.
 */
export function forbidKeeping(info: GraphQLResolveInfo): void {
  const { cacheControl } = info as { cacheControl?: { setCacheHint(hint: { readonly maxAge: number }): void } };
  cacheControl?.setCacheHint({ maxAge: 0 });
}

/** `Provenance.stale`, in every subgraph: a value that is known to be old is asked for again the next time. */
export function resolveStale(provenance: unknown, _arguments: unknown, _context: unknown, info: GraphQLResolveInfo): boolean {
  const { stale } = provenance as { readonly stale: boolean };
  if (stale) forbidKeeping(info);
  return stale;
}
