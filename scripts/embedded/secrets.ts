import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { makePrivateJwk, makeReceiptJwk, privateJwk, receiptJwk } from './service-keys.ts';

const secrets = z.object({
  cursorSecret: z.string().min(32),
  linkSecret: z.string().min(32),
  /** Signs who asks, from the gateway to the subgraphs. */
  identityPrivateKey: privateJwk,
  /** Each signs for one service that asks others in its own name. */
  serviceKeys: z.object({ workflow: privateJwk, files: privateJwk, crm: privateJwk, tickets: privateJwk }),
  /** Signs the receipts of decisions. Whoever loses it has receipts that nobody can verify with `Query.receiptKeys`. */
  receiptKey: receiptJwk,
});

export type Secrets = z.output<typeof secrets>;

/** A file that an earlier version wrote: what it has is kept, what it lacks is made. */
const keptSecrets = secrets.partial().extend({ serviceKeys: secrets.shape.serviceKeys.partial().optional() });

/** The secrets of an embedded portal: made at its first start and kept, so that cursors and links outlive a restart. */
export async function readSecrets(file: string): Promise<Secrets> {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : null;
  const kept = text === null ? {} : keptSecrets.parse(JSON.parse(text));
  const all: Secrets = {
    cursorSecret: kept.cursorSecret ?? randomBytes(32).toString('base64url'),
    linkSecret: kept.linkSecret ?? randomBytes(32).toString('base64url'),
    identityPrivateKey: kept.identityPrivateKey ?? (await makePrivateJwk()),
    serviceKeys: {
      workflow: kept.serviceKeys?.workflow ?? (await makePrivateJwk()),
      files: kept.serviceKeys?.files ?? (await makePrivateJwk()),
      crm: kept.serviceKeys?.crm ?? (await makePrivateJwk()),
      tickets: kept.serviceKeys?.tickets ?? (await makePrivateJwk()),
    },
    receiptKey: kept.receiptKey ?? (await makeReceiptJwk()),
  };
  const written = JSON.stringify(all, null, 2);
  if (written === text) return all;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // In one step: a start that is killed half way must not leave a file that no later one can read.
  writeFileSync(`${file}.new`, written, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return all;
}
