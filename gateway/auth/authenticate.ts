import type { Logger } from '../../schema/contract/logger.ts';
import { readBearerToken } from './bearer-token.ts';
import { createKeySource } from './jwks.ts';
import type { Principal } from './principal.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { createTokenVerifier } from './verify-token.ts';

/**
 * Who asks, by the `Authorization` header, or null when nobody is signed in by it. Throws `UPSTREAM_UNAVAILABLE` when that
 * cannot be told because the identity provider is down.
 */
export type Authenticate = (authorization: string | undefined) => Promise<Principal | null>;

export interface AuthenticateOptions {
  readonly issuers: readonly TokenIssuer[];
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export function createAuthenticate(options: AuthenticateOptions): Authenticate {
  const { logger, now = Date.now } = options;
  const verifyToken = createTokenVerifier({
    issuers: options.issuers,
    createKeySource: ({ issuer, jwksUri }) => createKeySource({ issuer, jwksUri, logger, now }),
    now,
  });
  return async (authorization) => {
    const token = readBearerToken(authorization);
    return token === null ? null : verifyToken(token);
  };
}
