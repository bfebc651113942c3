import { createLocalJWKSet, errors } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { VIEW_AS_ISSUER } from '../../schema/contract/view-as.ts';
import type { KeySource } from './jwks.ts';
import type { TrustedIssuer } from './verify-token.ts';
import { readViewAsClaims } from './view-as.ts';

const part = z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');
const shared = {
  kid: z.string().min(1).max(256),
  use: z.literal('sig').optional(),
  /** The half that signs has no business here. */
  d: z.never('must not hold the private half').optional(),
};

/** Members that are about something else are left out, so that a key may be given as it stands in `IDENTITY_KEYS`. */
const publicKey = z.discriminatedUnion(
  'kty',
  [
    z.object({ ...shared, kty: z.literal('OKP'), crv: z.literal('Ed25519'), alg: z.literal('EdDSA').default('EdDSA'), x: part }),
    z.object({
      ...shared,
      ...{ kty: z.literal('EC'), crv: z.literal('P-256'), alg: z.literal('ES256').default('ES256'), x: part, y: part },
    }),
  ],
  'must be a public JWK of Ed25519 or P-256',
);

/** The public JWKS of what signs the tokens of views. */
export const viewAsKeys = z.object({ keys: z.array(publicKey).min(1).max(10) });

export type ViewAsKeys = Readonly<z.output<typeof viewAsKeys>>;

/** As long as the portal itself can have let a view live. */
const lifetimeSecondsMax = 900;

export function createViewAsIssuer(keys: ViewAsKeys): TrustedIssuer {
  return {
    issuer: VIEW_AS_ISSUER,
    audience: VIEW_AS_ISSUER,
    algorithms: ['EdDSA', 'ES256'],
    lifetimeMax: lifetimeSecondsMax,
    keys: createLocalKeySource(keys),
    readClaims: readViewAsClaims,
  };
}

function createLocalKeySource(keys: ViewAsKeys): KeySource {
  // As JSON has it: without members that are there and undefined.
  const find = createLocalJWKSet(JSON.parse(JSON.stringify(keys)) as JSONWebKeySet);
  return {
    async find(header) {
      try {
        return await find(header, { payload: '', signature: '' });
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
