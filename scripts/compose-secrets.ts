/** Prints an `.env` file for docker-compose.yml with every secret freshly made: `node --import tsx scripts/compose-secrets.ts > .env`. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { identityKeysOf, makePrivateJwk, makeReceiptJwk, publicHalfOf } from './embedded/service-keys.ts';

export async function makeComposeSecrets(): Promise<Record<string, string>> {
  const gateway = await makePrivateJwk();
  const services = {
    workflow: await makePrivateJwk(),
    files: await makePrivateJwk(),
    crm: await makePrivateJwk(),
    tickets: await makePrivateJwk(),
  };
  // Hexadecimal where the secret becomes part of an address: it needs no escaping there.
  return {
    IDENTITY_PRIVATE_KEY: JSON.stringify(gateway),
    IDENTITY_KEYS: JSON.stringify(identityKeysOf({ gateway, services })),
    WORKFLOW_SERVICE_KEY: JSON.stringify(services.workflow),
    FILES_SERVICE_KEY: JSON.stringify(services.files),
    WORKFLOW_RECEIPT_KEY: JSON.stringify(await makeReceiptJwk()),
    CRM_SERVICE_KEY: JSON.stringify(services.crm),
    TICKETS_SERVICE_KEY: JSON.stringify(services.tickets),
    VIEW_AS_KEYS: JSON.stringify({ keys: [publicHalfOf(services.workflow)] }),
    CURSOR_SECRET: randomBytes(32).toString('hex'),
    FILES_LINK_SECRET: randomBytes(32).toString('hex'),
    TICKETS_LINK_SECRET: randomBytes(32).toString('hex'),
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
