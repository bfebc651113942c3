import type { Logger } from '../../schema/contract/logger.ts';
import { createAdmission } from './admit.ts';
import type { KnownAccess } from './admit.ts';
import { readBearerToken } from './bearer-token.ts';
import type { Principal } from './principal.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { createTrustedIssuers } from './trusted-issuer.ts';
import { createTokenVerifier } from './verify-token.ts';
import { createViewAsIssuer } from './view-as-keys.ts';
import type { ViewAsKeys } from './view-as-keys.ts';

/**
 * Who asks, by the `Authorization` header, or null when nobody is signed in by it. Throws `UPSTREAM_UNAVAILABLE` when that
 * cannot be told because the identity provider is down.
 */
export type Authenticate = (authorization: string | undefined) => Promise<Principal | null>;

export interface AuthenticateOptions {
  readonly issuers: readonly TokenIssuer[];
  /** Whose views through a contact's eyes are taken; null for nobody's. */
  readonly viewAsKeys: ViewAsKeys | null;
  /** What is known of revocations and of grants to partners. Nothing of the store or the network is asked for it. */
  readonly access: KnownAccess;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export function createAuthenticate(options: AuthenticateOptions): Authenticate {
  const { logger, viewAsKeys, now = Date.now } = options;
  const verifyToken = createTokenVerifier({
    issuers: [...createTrustedIssuers(options.issuers, { logger, now }), ...(viewAsKeys ? [createViewAsIssuer(viewAsKeys)] : [])],
    now,
  });
  const admit = createAdmission({ access: options.access, now });
  return async (authorization) => {
    const token = readBearerToken(authorization);
    const claims = token === null ? null : await verifyToken(token);
    // After the memory of verified tokens, so that what is in there is judged anew for each request.
    return claims && admit(claims);
  };
}
