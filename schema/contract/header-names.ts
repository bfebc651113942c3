/** Carries the signed identity token from the gateway to a subgraph: a compact JWS, see `identity-claims.ts`. */
export const IDENTITY_HEADER = 'portal-identity';

/** Carries the id that ties the log lines of one request together, over all processes. */
export const REQUEST_ID_HEADER = 'x-request-id';
