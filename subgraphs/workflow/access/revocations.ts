import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { ClientId } from '../../kit/domain.ts';
import type { Revocation, RevocationKind, Revoked } from '../domain.ts';
import type { AccessDatabase } from './access-database.ts';
import { recordEvents } from './audit.ts';
import { nextChange } from './feed.ts';
import type { Acting } from './grants.ts';
import { once } from './once.ts';
import type { Command, Done } from './once.ts';
import { ownEvent } from './recorded-event.ts';

export interface Revoke {
  readonly revoked: Revoked;
  /** Whose contact it is, when that is known: the client is told. */
  readonly clientId: ClientId | null;
  readonly reason: string;
  /** What was issued at or before this time is refused; by default, what was issued up to now. */
  readonly issuedBefore?: Date;
}

/** Who is shut out. Who may shut out whom is judged by the caller: a revocation by subject or token is about no one client. */
export interface Revocations {
  revoke(command: Command, revoke: Revoke, acting: Acting): Promise<Done | 'conflict' | null>;
  revocationById(id: string): Promise<Revocation | null>;
}

export function createRevocations(database: AccessDatabase, options: { readonly keptSeconds: number }): Revocations {
  return {
    revoke: (command, { revoked, clientId, reason, issuedBefore }, { actor, at }) =>
      database.transaction((transaction) =>
        once(transaction, command, at, async () => {
          const id = await insertRevocation(transaction, revoked, {
            ...{ reason, at, keptSeconds: options.keptSeconds },
            ...(issuedBefore && { issuedBefore }),
          });
          const { told, subjects } = describe(revoked);
          const about = { at, kind: 'REVOKED', actor, clientId, subjects } as const;
          await recordEvents(transaction, [
            ownEvent({
              ...about,
              summary: `${actor.name} revoked ${told}: ${reason}`,
              clientSummary: `${actor.name} revoked ${told}.`,
              details: { ...revoked, reason },
            }),
          ]);
          return id;
        }),
      ),

    async revocationById(id) {
      const [row] = await database.rows(sql<RevocationRow>`
        select id, kind, issued_before, reason from workflow.revocations where id = ${id}::uuid`);
      if (!row) return null;
      return { id: row.id, kind: row.kind, issuedBefore: new Date(row.issued_before * 1_000), reason: row.reason };
    },
  };
}

interface RevocationRow {
  readonly id: string;
  readonly kind: RevocationKind;
  readonly issued_before: number;
  readonly reason: string;
}

/** Within the transaction of what it is a part of; forgets those that have run out. */
export async function insertRevocation(
  transaction: Transaction<unknown>,
  revoked: Revoked,
  given: { readonly reason: string; readonly at: Date; readonly keptSeconds: number; readonly issuedBefore?: Date },
): Promise<string | null> {
  const { reason, at, keptSeconds, issuedBefore = at } = given;
  const change = await nextChange(transaction);
  const seconds = secondsOf(at);
  // Nobody is shut out for what they will be given later.
  const before = Math.min(seconds, secondsOf(issuedBefore));
  await sql`delete from workflow.revocations where expires_at <= ${seconds}`.execute(transaction);
  const { rows } = await sql<{ id: string }>`
    insert into workflow.revocations (kind, token_id, subject, issuer, contact_id, client_id, reason, revoked_at, issued_before, expires_at,
      change)
    values (${revoked.kind}, ${'tokenId' in revoked ? revoked.tokenId : null}, ${'subject' in revoked ? revoked.subject : null},
      ${'issuer' in revoked ? revoked.issuer : null}, ${'contactId' in revoked ? revoked.contactId : null},
      ${'clientId' in revoked ? revoked.clientId : null}, ${reason}, ${at}, ${before}, ${seconds + keptSeconds}, ${change})
    returning id`.execute(transaction);
  return rows[0]?.id ?? null;
}

function secondsOf(time: Date): number {
  return Math.floor(time.getTime() / 1_000);
}

function describe(revoked: Revoked): { readonly told: string; readonly subjects: readonly string[] } {
  if ('tokenId' in revoked) return { told: 'a token', subjects: [] };
  if ('subject' in revoked) return { told: `all tokens of ${revoked.subject}`, subjects: [] };
  if ('contactId' in revoked)
    return { told: 'all access that a contact had up to now', subjects: [toGlobalId('Contact', revoked.contactId)] };
  return { told: 'all access to the client up to now', subjects: [toGlobalId('Client', revoked.clientId)] };
}
