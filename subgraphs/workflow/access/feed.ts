import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { AccessChanges, PartnerGrant, Revocation } from '../../../schema/contract/access-changes.ts';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { AccessDatabase } from './access-database.ts';

/** How many revocations, and how many grants, one answer tells about. */
export const CHANGES_MAX = 10_000;

/**
 * The number of a change, good until the transaction ends: the row's lock is held for as long. So the numbers are committed in their order,
 * and whoever has seen one has seen all before it. A sequence would hand out the numbers at once and let a later one be committed first.
 */
export async function nextChange(transaction: Transaction<unknown>): Promise<number> {
  const { rows } = await sql<{ change: number }>`update workflow.feed set change = change + 1 returning change`.execute(
    transaction,
  );
  const [row] = rows;
  if (!row) throw new Error('the feed has lost its only row');
  return row.change;
}

export interface Feed {
  /** What changed after a cursor that an earlier answer gave; everything when there is none, or when it cannot be continued. */
  changes(after: string | null, now: Date): Promise<AccessChanges>;
}

interface FeedRow {
  readonly epoch: string;
  readonly change: number;
  readonly continues: boolean;
  readonly revocations: readonly Revocation[];
  readonly grants: readonly PartnerGrant[];
}

export function createFeed(database: AccessDatabase): Feed {
  /** One statement, because only that is sure to see the number and both tables as they are at one instant. */
  async function read(after: Cursor | null, now: Date): Promise<FeedRow> {
    const nowSeconds = Math.floor(now.getTime() / 1_000);
    const [row] = await database.rows(sql<FeedRow>`
      with feed as (
        select epoch::text, change,
          coalesce(epoch::text = ${after?.epoch ?? null} and ${after?.change ?? null}::bigint <= change, false) as continues
        from workflow.feed
      ), since as (
        select continues, case when continues then ${after?.change ?? null}::bigint else -1 end as change from feed
      )
      select epoch, change, continues,
        (select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'tokenId', r.token_id, 'subject', r.subject,
            'issuer', r.issuer, 'contactId', r.contact_id, 'clientId', r.client_id, 'issuedBefore', r.issued_before,
            'expiresAt', r.expires_at) order by r.change), '[]')
          from (select * from workflow.revocations
            where change > (select since.change from since) and expires_at > ${nowSeconds} limit ${CHANGES_MAX + 1}) r) as revocations,
        (select coalesce(json_agg(json_build_object('id', g.id, 'partner', g.partner, 'clientId', g.client_id, 'billing', g.billing,
            'expiresAt', floor(extract(epoch from g.expires_at))::bigint, 'revoked', g.withdrawn_at is not null)
            order by g.change), '[]')
          from (select * from workflow.partner_grants
            where change > (select since.change from since)
              and ((select since.continues from since) or (withdrawn_at is null and (expires_at is null or expires_at > ${now})))
            limit ${CHANGES_MAX + 1}) g) as grants
      from feed`);
    if (!row) throw new Error('the feed has lost its only row');
    return row;
  }

  const fits = ({ revocations, grants }: FeedRow): boolean => revocations.length <= CHANGES_MAX && grants.length <= CHANGES_MAX;

  return {
    async changes(after, now) {
      let row = await read(readCursor(after), now);
      // A part of what changed would leave gaps that nobody comes back for.
      if (!fits(row) && row.continues) row = await read(null, now);
      if (!fits(row)) {
        const cause = new Error(`more than ${String(CHANGES_MAX)} revocations or grants are in force`);
        throw new AppError('INTERNAL_SERVER_ERROR', 'Something went wrong.', { cause });
      }
      const { epoch, change, continues, revocations, grants } = row;
      return { cursor: `${epoch}.${String(change)}`, reset: !continues, revocations: [...revocations], grants: [...grants] };
    },
  };
}

interface Cursor {
  readonly epoch: string;
  readonly change: number;
}

/** Null for what no answer gave: the one who asks then gets everything. */
function readCursor(text: string | null): Cursor | null {
  const parts = /^([0-9a-f-]{36})\.(\d{1,15})$/.exec(text ?? '');
  const [, epoch, change] = parts ?? [];
  return epoch === undefined ? null : { epoch, change: Number(change) };
}
