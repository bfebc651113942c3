import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { JWK } from 'jose';
import { withCurrentRole } from './contact-role.ts';
import type { ContactSource } from './contact-role.ts';
import { portalClaims } from './person.ts';
import type { Person } from './person.ts';

/** Whoever reads these files can sign in as anybody, so they are for the owner's eyes only. */
const privateMode = 0o600;

export const ACCESS_TOKEN_SECONDS_MAX = 3_600;
export const PLAYGROUND_CLIENT_ID = 'playground';

export interface SigningKey {
  readonly jwk: JWK & { readonly kid: string };
}

/** What a script needs besides the key to make tokens of the provider that ran last, and the partners' secrets. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly partnerSecrets: Readonly<Record<string, string>>;
  /** Where the roles of contacts are read when a token is made; null where they are those of the list of people. */
  readonly contacts?: ContactSource | null;
}

/** The key that is kept in the folder; made when there is none. Because it is kept, tokens outlive a restart. */
export async function readSigningKey(directory: string): Promise<SigningKey> {
  const file = join(directory, 'keys.json');
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(privateKey);
    writePrivately(file, { keys: [{ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' }] });
  }
  chmodSync(file, privateMode);
  const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys: SigningKey['jwk'][] };
  const [jwk] = keys;
  if (!jwk) throw new Error(`${file} holds no key; remove it, and a new one is made.`);
  return { jwk };
}

/** Null when no provider has run with this folder. */
export function readSettings(directory: string): ProviderSettings | null {
  const file = settingsFile(directory);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProviderSettings) : null;
}

/** Keeps the secrets that are there and makes those that are missing. */
export function writeSettings(
  directory: string,
  settings: { issuer: string; audience: string; partners: readonly string[]; contacts: ContactSource | null },
): ProviderSettings {
  const known = readSettings(directory)?.partnerSecrets ?? {};
  const partnerSecrets = Object.fromEntries(
    settings.partners.map((partner) => [partner, known[partner] ?? randomBytes(32).toString('base64url')]),
  );
  const { issuer, audience, contacts } = settings;
  const written = { issuer, audience, contacts, partnerSecrets };
  writePrivately(settingsFile(directory), written);
  return written;
}

/** An access token of the very form that the token endpoint hands out. Throws when the role cannot be read. */
export async function signAccessToken(
  key: SigningKey,
  settings: Pick<ProviderSettings, 'issuer' | 'audience' | 'contacts'>,
  person: Person,
  options: { ttl?: number } = {},
): Promise<string> {
  // Before the role is read: a token must not say that it is younger than what it says.
  const issuedAt = Math.floor(Date.now() / 1_000);
  const current = await withCurrentRole(person, settings.contacts ?? null);
  return new SignJWT({
    ...portalClaims(current),
    scope: person.scopes.join(' '),
    client_id: person.kind === 'partner' ? person.subject : PLAYGROUND_CLIENT_ID,
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.jwk.kid })
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .setSubject(person.subject)
    .setJti(randomBytes(16).toString('base64url'))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + (options.ttl ?? ACCESS_TOKEN_SECONDS_MAX))
    .sign(await importJWK(key.jwk, 'ES256'));
}

function settingsFile(directory: string): string {
  return join(directory, 'settings.json');
}

function writePrivately(file: string, content: unknown): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: privateMode });
  chmodSync(file, privateMode);
}
