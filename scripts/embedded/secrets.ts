import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

const secrets = z.object({
  cursorSecret: z.string().min(32),
  linkSecret: z.string().min(32),
  /** A private JWK: signs who asks, from the gateway to the subgraphs. */
  identityPrivateKey: z.looseObject({
    kty: z.string(),
    crv: z.string(),
    x: z.string(),
    d: z.string(),
    kid: z.string(),
    alg: z.string(),
  }),
});

export type Secrets = z.output<typeof secrets>;

/** The secrets of an embedded portal: made at its first start and kept, so that cursors and links outlive a restart. */
export async function readSecrets(file: string): Promise<Secrets> {
  if (existsSync(file)) return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const made = secrets.parse({
    cursorSecret: randomBytes(32).toString('base64url'),
    linkSecret: randomBytes(32).toString('base64url'),
    identityPrivateKey: { ...(await exportJWK(privateKey)), alg: 'EdDSA', kid: randomBytes(6).toString('base64url') },
  });
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}

/** The public half, as the subgraphs take it in `IDENTITY_KEYS`. */
export function publicKeysOf({ identityPrivateKey }: Secrets): { keys: Record<string, unknown>[] } {
  const { kty, crv, x, kid, alg } = identityPrivateKey;
  return { keys: [{ kty, crv, x, kid, alg, use: 'sig' }] };
}
