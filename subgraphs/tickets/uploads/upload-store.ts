import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import { AppError } from '../../../schema/contract/app-error.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId, UserError } from '../../kit/domain.ts';
import { ask, migrateDatabase, openDatabase } from '../../kit/postgres.ts';
import { AttachmentsRefused } from './attachments-refused.ts';
import { migrations } from './migrations.ts';
import type { AttachmentUpload } from './upload.ts';

const schema = 'tickets_uploads';
const system = 'The store of attachments';
/** Tells the statement that runs by the clock from those that somebody asked for. */
const ofSweep = 'sweep';
/** Longer than an action is tried, with some days in which staff can try it again. */
const usedKeptMs = 10 * 86_400_000;

/** How much one person may have under way for one client: what was announced, and what no help desk has yet. */
export interface HeldLimits {
  readonly countMax: number;
  readonly bytesMax: number;
}

/** Which uploads are sent with which action, and by whom. */
export interface Claim {
  readonly ids: readonly string[];
  readonly holder: string;
  readonly clientId: ClientId;
  readonly marker: string;
  /** Over all of them. */
  readonly bytesMax: number;
}

export type Opened =
  /** Also one that was announced before under the same id. */
  { readonly outcome: 'open'; readonly upload: AttachmentUpload } | { readonly outcome: 'too many' };

export type UploadStore = ReturnType<typeof createUploadStore>;

/**
 * Where attachments wait for the message that sends them: beside the actions, in the same database, so that an upload is taken up in the
 * transaction that accepts the action. Errors are those of the ports.
 */
export function createUploadStore(options: {
  readonly url: string;
  readonly now: () => Date;
  /** Told of the statements that somebody's request causes; not of the sweep. */
  readonly onStatement?: ((statement: string) => void) | undefined;
  readonly onConnectionLost?: ((error: Error) => void) | undefined;
}) {
  const { url, now, onStatement, onConnectionLost } = options;
  const database = openDatabase<unknown>({
    ...{ url, connectionsMax: 5 },
    ...(onStatement && {
      onStatement: (statement: string) => {
        if (!statement.includes(ofSweep)) onStatement(statement);
      },
    }),
    ...(onConnectionLost && { onConnectionLost }),
  });
  const run = <Row>(statement: RawBuilder<Row>): Promise<Row[]> =>
    ask(system, async () => (await statement.execute(database)).rows);
  const inTransaction = <Answer>(work: (transaction: Kysely<unknown>) => Promise<Answer>): Promise<Answer> =>
    ask(system, () => database.transaction().execute(work));

  return {
    /** Keeps what was announced, or gives what is kept under its id; an expired one that no message took up makes room. */
    open: (upload: AttachmentUpload, limits: HeldLimits): Promise<Opened> =>
      inTransaction(async (transaction) => {
        // What one person announces for one client passes one after the other, or many at once would each see room for one more.
        const turn = `${schema} ${upload.clientId} ${upload.holder}`;
        await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(transaction);
        await sql`delete from tickets_uploads.uploads
          where id = ${upload.id} and used_by is null and expires_at <= ${now()}`.execute(transaction);
        const before = await sql<UploadRow>`select * from tickets_uploads.uploads where id = ${upload.id}`.execute(transaction);
        if (before.rows[0]) return { outcome: 'open', upload: toUpload(before.rows[0]) };
        const { rows } = await sql<{ count: number; bytes: number }>`
          select count(*) as count, coalesce(sum(size_bytes), 0)::bigint as bytes from tickets_uploads.uploads u
          where client_id = ${upload.clientId} and holder = ${upload.holder} and (
            (used_by is null and expires_at > ${now()}) or exists (select from tickets_uploads.contents where upload_id = u.id))`.execute(
          transaction,
        );
        const { count = 0, bytes = 0 } = rows[0] ?? {};
        if (count >= limits.countMax || bytes + upload.sizeBytes > limits.bytesMax) return { outcome: 'too many' };
        await sql`insert into tickets_uploads.uploads
            (id, client_id, holder, fingerprint, name, media_type, size_bytes, sha256, announced_at, expires_at)
          values (${upload.id}, ${upload.clientId}, ${upload.holder}, ${upload.fingerprint}, ${upload.name}, ${upload.mediaType},
            ${upload.sizeBytes}, ${upload.sha256}, ${upload.announcedAt}, ${upload.expiresAt})`.execute(transaction);
        return { outcome: 'open', upload };
      }),

    /** `isUsed` when a message has taken it up. */
    async find(id: string): Promise<(AttachmentUpload & { readonly isUsed: boolean }) | null> {
      const [row] = await run(sql<UploadRow>`select * from tickets_uploads.uploads where id = ${id}`);
      return row ? { ...toUpload(row), isUsed: row.used_by !== null } : null;
    },

    /** Keeps the bytes of a file that was looked at; false when the upload is gone or was taken up. Bytes of before stay: they are the same. */
    keep: (id: string, bytes: Uint8Array): Promise<boolean> =>
      inTransaction(async (transaction) => {
        const { rows } = await sql`update tickets_uploads.uploads set arrived_at = ${now()}, refusal = null
          where id = ${id} and used_by is null and expires_at > ${now()} returning id`.execute(transaction);
        if (rows.length === 0) return false;
        await sql`insert into tickets_uploads.contents (upload_id, bytes) values (${id}, ${bytes})
          on conflict do nothing`.execute(transaction);
        return true;
      }),

    /** Notes why what was sent is not taken. What arrived before, and was taken, stays. */
    async refuse(id: string, refusal: string): Promise<void> {
      await run(sql`update tickets_uploads.uploads set refusal = ${refusal} where id = ${id} and arrived_at is null`);
    },

    /**
     * Takes uploads up for an action, within the transaction that accepts it; throws `AttachmentsRefused` when one cannot be. One that is
     * missing, somebody else's, another client's, expired or used gives one answer.
     */
    async claim(transaction: Kysely<unknown>, { ids, holder, clientId, marker, bytesMax }: Claim): Promise<void> {
      // In one order, so that two messages that name the same uploads do not wait for each other.
      const { rows } = await sql<UploadRow>`select * from tickets_uploads.uploads
        where id = any(${ids}::text[]) and holder = ${holder} and client_id = ${clientId}
          and used_by is null and expires_at > ${now()} order by id for update`.execute(transaction);
      const found = new Map(rows.map((row) => [row.id, row]));
      const problems = ids.flatMap((id, index): UserError[] => {
        const path = ['attachments', String(index)];
        const row = found.get(id);
        if (!row) return [{ code: 'NOT_FOUND', message: 'There is no such upload, or it has expired.', path }];
        if (row.arrived_at !== null) return [];
        return [{ code: 'INVALID', message: row.refusal ?? 'The file has not arrived yet.', path }];
      });
      const bytes = rows.reduce((sum, row) => sum + row.size_bytes, 0);
      if (problems.length === 0 && bytes > bytesMax) {
        const message = `The files of one message have at most ${String(bytesMax)} bytes together.`;
        problems.push({ code: 'INVALID', message, path: ['attachments'] });
      }
      if (problems.length > 0) throw new AttachmentsRefused(problems);
      await sql`update tickets_uploads.uploads set used_by = ${marker}, used_at = ${now()}
        where id = any(${ids}::text[])`.execute(transaction);
    },

    /** What is known of uploads that were taken up by these actions, by id; the content is not read. */
    async usedBy(markers: readonly string[]): Promise<ReadonlyMap<string, AttachmentUpload>> {
      if (markers.length === 0) return new Map();
      const rows = await run(sql<UploadRow>`select * from tickets_uploads.uploads where used_by = any(${markers}::text[])`);
      return new Map(rows.map((row) => [row.id, toUpload(row)]));
    },

    /** Throws `BAD_USER_INPUT` when it is not there any more: whatever tries again finds the same. */
    async content(id: string): Promise<Uint8Array> {
      const [row] = await run(sql<{ bytes: Buffer }>`select bytes from tickets_uploads.contents where upload_id = ${id}`);
      if (!row) throw new AppError('BAD_USER_INPUT', 'An attachment is no longer there: it waited for too long.');
      return row.bytes;
    },

    /** The help desk has them. What is known of them stays for a while, so that a key is not good for another file. */
    async forgetContents(ids: readonly string[]): Promise<void> {
      await run(sql`delete from tickets_uploads.contents where upload_id = any(${ids}::text[])`);
    },

    /** Removes what expired and no message took up, and what was taken up long ago. */
    async sweep(): Promise<void> {
      await run(sql`/* ${sql.raw(ofSweep)} */ delete from tickets_uploads.uploads where (used_by is null and expires_at <= ${now()})
        or used_at < ${new Date(now().getTime() - usedKeptMs)}`);
    },

    async checkReady(): Promise<void> {
      await run(sql`select from tickets_uploads.uploads limit 1`);
    },

    close: () => database.destroy(),
  };
}

/** Brings the tables of attachments that wait up to date. */
export function migrateUploads(url: string): Promise<void> {
  return migrateDatabase(url, schema, migrations);
}

interface UploadRow {
  readonly id: string;
  readonly client_id: string;
  readonly holder: string;
  readonly fingerprint: string;
  readonly name: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly announced_at: Date;
  readonly expires_at: Date;
  readonly arrived_at: Date | null;
  readonly refusal: string | null;
  readonly used_by: string | null;
}

function toUpload(row: UploadRow): AttachmentUpload {
  return {
    id: row.id,
    clientId: asClientId(row.client_id),
    holder: row.holder,
    fingerprint: row.fingerprint,
    name: row.name,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    announcedAt: row.announced_at,
    expiresAt: row.expires_at,
  };
}
