import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { makeZip } from '../../kit/testing/make-zip.ts';
import { clientClaims } from '../../kit/testing/identity.ts';
import { announcementOf, codesOf, put, startTickets } from '../testing/start-tickets.ts';
import type { RunningTickets } from '../testing/start-tickets.ts';

const clamd = process.env['TEST_CLAMD_URL'];
const ann = clientClaims('acme', { subject: 'ann', contactId: 'ann' });
// In two halves: no scanner is to take this file for it.
const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-' + 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');
const zip = { mediaType: 'application/zip', name: 'a.zip' };

const announcing = `mutation ($input: RequestAttachmentUploadInput!) { it: requestAttachmentUpload(input: $input) {
  upload { id url headers { name value } } userErrors { code path } } }`;
const opening = `mutation ($input: OpenTicketInput!) { it: openTicket(input: $input) {
  ticket { id } receipt { id } userErrors { code message path } } }`;

if (clamd === undefined) {
  describe.skip('attachments that are refused (set TEST_CLAMD_URL to run it, see scripts/real-systems/clamav)', () => {
    it('are looked at by a real clamd', () => undefined);
  });
} else {
  describe('an attachment, looked at by a real clamd', () => {
    let tickets: RunningTickets;
    let sql: pg.Client;
    beforeAll(async () => {
      tickets = await startTickets({}, { TICKETS_CLAMD_URL: clamd });
      sql = new pg.Client({ connectionString: tickets.databaseUrl });
      await sql.connect();
    });
    afterAll(async () => {
      await sql.end();
      await tickets.close();
    });

    async function sentWith(content: Uint8Array, changes: object): Promise<{ status: number; answer: any }> {
      const announced = await tickets.ask(ann, announcing, { input: announcementOf('acme', content, changes) });
      const { upload } = announced.data.it;
      const status = await put(upload, content);
      const input = { clientId: toGlobalId('Client', 'acme'), subject: 'x', body: 'x', attachments: [upload.id] };
      return { status, answer: (await tickets.ask(ann, opening, { input })).data.it };
    }

    it('that is clean is sent', async () => {
      const { status, answer } = await sentWith(makeZip({ 'a.txt': 'harmless' }), zip);
      expect([status, codesOf(answer), answer.receipt !== null]).toEqual([204, [], true]);
    });

    it.each([
      ['EICAR', eicar, { mediaType: 'text/plain', name: 'e.txt' }],
      ['a zip of EICAR', makeZip({ 'folder/e.txt': eicar }), zip],
      ['a zip in a zip of EICAR', makeZip({ 'in.zip': makeZip({ 'e.txt': eicar }) }), zip],
    ])('that is %s is not, and nothing of it stays', async (_what, content, changes) => {
      const { status, answer } = await sentWith(content, changes);
      expect([status, codesOf(answer), answer.ticket, answer.receipt]).toEqual([422, ['INVALID attachments.0'], null, null]);
      expect(answer.userErrors[0].message).toContain('malware');
      expect((await sql.query('select from tickets_uploads.contents')).rowCount).toBe(0);
    });
  });
}
