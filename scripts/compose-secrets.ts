/** Prints an `.env` file for docker-compose.yml with every secret freshly made: `node --import tsx scripts/compose-secrets.ts > .env`. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair } from 'jose';

export async function makeComposeSecrets(): Promise<Record<string, string>> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { d, ...publicPart } = await exportJWK(privateKey);
  const publicKey = { ...publicPart, kid: randomBytes(6).toString('base64url'), alg: 'EdDSA', use: 'sig' };
  // Hexadecimal where the secret becomes part of an address: it needs no escaping there.
  return {
    IDENTITY_PRIVATE_KEY: JSON.stringify({ ...publicKey, d }),
    IDENTITY_KEYS: JSON.stringify({ keys: [publicKey] }),
    CURSOR_SECRET: randomBytes(32).toString('hex'),
    FILES_LINK_SECRET: randomBytes(32).toString('hex'),
    POSTGRES_PASSWORD: randomBytes(24).toString('hex'),
    REDIS_PASSWORD: randomBytes(24).toString('hex'),
    S3_ACCESS_KEY_ID: randomBytes(10).toString('hex'),
    S3_SECRET_ACCESS_KEY: randomBytes(24).toString('hex'),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = Object.entries(await makeComposeSecrets()).map(([name, value]) => `${name}='${value}'`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
