import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { SeedContact, World } from '../../../scripts/seed/world-types.ts';
import type { Act, Actor, Told, UploadAddress } from './actor.ts';

/** Does one thing after the other, as one person or several would; ends early when something was not done that the rest needs. */
export type Journey = (parts: JourneyParts) => Promise<void>;

interface JourneyParts {
  readonly actor: Actor;
  /** Does it and keeps what was told of it. */
  readonly act: (act: Act) => Promise<Told>;
  readonly isOver: (since: number) => boolean;
}

interface ParticipantsRead {
  readonly ticket: { readonly participants: readonly { readonly id: string | null; readonly email: string | null }[] } | null;
}

type AboutRequest = 'fulfilDocumentRequest' | 'returnDocument' | 'acceptDocument';

const clientId = toGlobalId('Client', 'harbor-finch');

/** Eleven actions: a question from the first word to the last, with a file, with somebody put in copy, shared, closed and opened again. */
export function ticketJourney(name: string): Journey {
  return async ({ actor, act, isOver }) => {
    const opened = await act({
      ...{ kind: 'openTicket', as: 'tom', leaves: `openTicket ${name}` },
      input: { clientId, subject: name, body: `Opening of ${name}` },
    });
    const ticketId = opened.payload?.ticket?.id;
    if (ticketId === undefined) return;
    const reply = (as: string, word: string, more: Partial<Act> = {}): Promise<Told> =>
      act({
        ...{ kind: 'replyToTicket', as, leaves: `replyToTicket ${name} ${word}`, input: { ticketId, body: `${name} ${word}` } },
        ...{ goesOnWhenAccepted: true, ...more },
      });
    const notes = Buffer.from(`Notes of ${name}`);
    const announced = await act({
      ...{ kind: 'requestAttachmentUpload', as: 'mia', leaves: `requestAttachmentUpload ${name}` },
      input: {
        ...{ clientId, name: `${name}.txt`, mediaType: 'text/plain', sizeBytes: notes.byteLength },
        sha256: createHash('sha256').update(notes).digest('hex'),
      },
    });
    const upload = announced.payload?.upload;
    if (!upload) return;
    await send(upload, notes, isOver);
    await reply('mia', 'one', { input: { ticketId, body: `${name} one`, attachments: [upload.id] } });
    const email = `${name.toLowerCase()}@copy.example`;
    await act({
      ...{ kind: 'addTicketParticipant', as: 'tom', leaves: `addTicketParticipant ${name}` },
      input: { ticketId, name: `Copy of ${name}`, email },
    });
    await reply('sara', 'two');
    await act({
      ...{ kind: 'shareTicket', as: 'mia', leaves: `shareTicket ${name}` },
      input: { ticketId, sharing: { audience: 'ROLES', roles: ['OWNER', 'MEMBER'] } },
    });
    const read = await actor.read('tom', 'query ($id: ID!) { ticket(id: $id) { participants { id email } } }', { id: ticketId });
    const people = (read as ParticipantsRead | null)?.ticket?.participants ?? [];
    const participantId = people.find((person) => person.email === email)?.id ?? null;
    if (participantId !== null) {
      await act({
        ...{ kind: 'removeTicketParticipant', as: 'tom', leaves: `removeTicketParticipant ${name}` },
        input: { ticketId, participantId },
      });
    }
    // Whichever is first: a closed ticket takes no replies.
    await Promise.all([
      reply('mia', 'three', { races: true }),
      act({ kind: 'closeTicket', as: 'tom', leaves: `closeTicket ${name}`, input: { ticketId } }),
    ]);
    await act({ kind: 'reopenTicket', as: 'mia', leaves: `reopenTicket ${name}`, input: { ticketId } });
    await reply('tom', 'four');
  };
}

/** Ten actions: a file that is asked for, uploaded, sent, sent back, sent again and taken, and that is shared, put to somebody and decided. */
export function fileJourney(name: string): Journey {
  return async ({ act, isOver }) => {
    const wanted = await act({
      ...{ kind: 'requestDocument', as: 'sara', leaves: `requestDocument ${name}` },
      input: { clientId, title: name, mediaTypes: ['application/pdf'], contactIds: [toGlobalId('Contact', 'tom')] },
    });
    const content = Buffer.from(`%PDF-1.7\n% ${name}\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n`);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const announced = await act({
      ...{ kind: 'requestUpload', as: 'tom', leaves: `requestUpload ${name}` },
      input: {
        ...{ clientId, folder: 'Survival', name: `${name}.pdf`, mediaType: 'application/pdf' },
        ...{ sizeBytes: content.byteLength, sha256 },
      },
    });
    const upload = announced.payload?.upload;
    if (!upload) return;
    await send(upload, content, isOver);
    const completed = await act({
      ...{ kind: 'completeUpload', as: 'tom', leaves: `completeUpload ${name}`, input: { uploadId: upload.id } },
    });
    const documentId = completed.payload?.document?.id;
    if (documentId === undefined) return;
    const requestId = wanted.payload?.documentRequest?.id;
    if (requestId === undefined) return;
    const answer = async (
      kind: AboutRequest,
      as: string,
      more: Readonly<Record<string, unknown>>,
      word = '',
    ): Promise<number> => {
      const told = await act({ kind, as, leaves: `${kind} ${name}${word}`, input: { requestId, ...more } });
      return told.payload?.documentRequest?.revision ?? 0;
    };
    const sent = await answer('fulfilDocumentRequest', 'tom', { documentId }, ' 1');
    await answer('returnDocument', 'sara', { revision: sent, reason: name });
    const sentAgain = await answer('fulfilDocumentRequest', 'tom', { documentId }, ' 2');
    await answer('acceptDocument', 'sara', { revision: sentAgain });
    await act({
      ...{ kind: 'shareDocument', as: 'mia', leaves: `shareDocument ${name}` },
      input: { documentId, sharing: { audience: 'ROLES', roles: ['MEMBER'] } },
    });
    const requested = await act({
      ...{ kind: 'requestApproval', as: 'sara', leaves: `requestApproval ${name}` },
      input: { subjectId: documentId, contactIds: [toGlobalId('Contact', 'tom')], message: name },
    });
    const approval = requested.payload?.approval;
    if (!approval) return;
    await act({
      ...{ kind: 'decideApproval', as: 'tom', leaves: `decideApproval ${name}` },
      input: { approvalId: approval.id, checksum: approval.checksum, decision: 'APPROVE', comment: name },
    });
  };
}

/** Four actions: a contact's role changes twice, and a partner is let in and out. */
export function accessJourney(name: string): Journey {
  return async ({ act }) => {
    const contactId = toGlobalId('Contact', name);
    const setRole = (role: string): Promise<Told> =>
      act({ kind: 'setContactRole', as: 'mia', leaves: `setContactRole ${name} ${role}`, input: { contactId, role } });
    await setRole('VIEWER');
    const partner = `partner-of-${name}`;
    const access = { as: 'mia', input: { clientId, partner } };
    await act({ ...access, kind: 'grantPartnerAccess', leaves: `grantPartnerAccess ${partner}` });
    await setRole('BILLING');
    await act({ ...access, kind: 'revokePartnerAccess', leaves: `revokePartnerAccess ${partner}` });
  };
}

/** The world, with the contacts whose roles are changed. */
export function withContacts(world: World, names: readonly string[]): World {
  const contacts = names.map((id): SeedContact => {
    const person = { name: `Person ${id}`, email: `${id}@harbor-finch.example`, phone: '+1 555 0100', jobTitle: 'Architect' };
    return { id, clientId: 'harbor-finch', role: 'MEMBER', ...person };
  });
  return { ...world, contacts: [...world.contacts, ...contacts] };
}

/** Puts the bytes where they were asked for, as often as it takes. */
async function send(upload: UploadAddress, content: Buffer, isOver: (since: number) => boolean): Promise<void> {
  const begunAt = Date.now();
  const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]));
  while (!isOver(begunAt)) {
    const { method } = upload;
    const answer = await fetch(upload.url, { method, headers, body: new Uint8Array(content) }).catch(() => null);
    if (answer?.ok === true) return;
    await sleep(100);
  }
}
