import { randomUUID } from 'node:crypto';
import type { Random } from '../../../scripts/seed/random.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import type { ActionKind } from '../../../subgraphs/kit/domain.ts';
import { aSharing, everything, globalIdOf } from './rearrange.ts';
import type { RandomWorld } from './rearrange.ts';
import type { Answer, RecordSubgraph, SubgraphsUnderTest } from './subgraphs-under-test.ts';

/** What became of an attempt. */
export type Outcome = { readonly done: true } | { readonly done: false; readonly code: string; readonly message: string };

/** What the portal itself keeps, whose tests are beside it. */
type PortalAction =
  | 'DECIDE_APPROVAL'
  | 'WITHDRAW_APPROVAL'
  | 'FULFIL_DOCUMENT_REQUEST'
  | 'ACCEPT_DOCUMENT'
  | 'RETURN_DOCUMENT'
  | 'CANCEL_DOCUMENT_REQUEST';

/** What the systems of record offer. */
export type RecordAction = Exclude<ActionKind, PortalAction>;

type Try = (portal: SubgraphsUnderTest, world: RandomWorld, random: Random) => Promise<Outcome>;

/** Does what each action announces, with an input that is right and that changes something. */
export const TRIES: Readonly<Record<RecordAction, Try>> = {
  OPEN_TICKET: mutation('tickets', 'openTicket', ({ subject }) => ({
    ...{ clientId: toGlobalId('Client', subject.clientId), subject: 'About this', body: 'What is the matter?' },
  })),
  REPLY_TO_TICKET: mutation('tickets', 'replyToTicket', ({ subject }) => ({ ticketId: globalIdOf(subject), body: 'Like this.' })),
  CLOSE_TICKET: mutation('tickets', 'closeTicket', ({ subject }) => ({ ticketId: globalIdOf(subject) })),
  REOPEN_TICKET: mutation('tickets', 'reopenTicket', ({ subject }) => ({ ticketId: globalIdOf(subject) })),
  SHARE_TICKET: mutation('tickets', 'shareTicket', (world, random) => ({
    ...{ ticketId: globalIdOf(world.subject), sharing: sharingInput(world, random) },
  })),
  ADD_TICKET_PARTICIPANT: mutation('tickets', 'addTicketParticipant', ({ subject }) => ({
    ...{ ticketId: globalIdOf(subject), name: 'Nina Newcomer', email: `${randomUUID()}@newcomer.example` },
  })),
  REMOVE_TICKET_PARTICIPANT: mutation('tickets', 'removeTicketParticipant', ({ subject }) => ({
    ...{ ticketId: globalIdOf(subject), participantId: subject.participantId ?? '' },
  })),
  SHARE_DOCUMENT: mutation('files', 'shareDocument', (world, random) => ({
    ...{ documentId: globalIdOf(world.subject), sharing: sharingInput(world, random) },
  })),
  SET_CONTACT_ROLE: async (portal, world, random) => {
    const { rows } = await portal.sql.query<{ role: string }>('select role from crm.people where id = $1', [world.subject.id]);
    const role = random.pick(CLIENT_ROLES.filter((one) => one !== rows[0]?.role));
    return mutation('crm', 'setContactRole', ({ subject }) => ({ contactId: globalIdOf(subject), role }))(portal, world, random);
  },
  // It has no receipt: what it brings is an address, and the rule has let it pass.
  UPLOAD_DOCUMENT: async (portal, { subject, caller }) => {
    const document = `mutation ($input: RequestUploadInput!) {
      requestUpload(input: $input) { upload { id } userErrors { code message } }
    }`;
    const of = { clientId: toGlobalId('Client', subject.clientId), documentId: globalIdOf(subject) };
    // A version is of its document's type, or its name would lie.
    const known = (await portal.fileStore.documentsById(everything, [subject.id])).get(subject.id);
    const mediaType = known && 'mediaType' in known ? known.mediaType : 'application/pdf';
    const input = { ...of, mediaType, sizeBytes: 1, sha256: '0'.repeat(64) };
    const answer = await portal.ask('files', caller, document, { input });
    const payload = answer.data?.['requestUpload'] as { upload: object | null } | null | undefined;
    return payload?.upload ? { done: true } : outcomeOf(answer, 'requestUpload');
  },
  DOWNLOAD_DOCUMENT: async (portal, { subject, caller }) => {
    const query = 'query ($id: ID!) { document(id: $id) { download { url } } }';
    const answer = await portal.ask('files', caller, query, { id: globalIdOf(subject) });
    const document = answer.data?.['document'] as { download: { url: string } | null } | null | undefined;
    const url = document?.download?.url;
    if (url !== undefined && (await fetch(url)).status === 200) return { done: true };
    const [error] = answer.errors;
    if (error) return { done: false, code: error.extensions?.code ?? '', message: error.message };
    // A query has no place for a reason: what `availableActions` said is all that there is.
    return { done: false, code: document ? 'NOT_ALLOWED' : 'NOT_FOUND', message: '' };
  },
};

function sharingInput({ contactIds }: RandomWorld, random: Random): Record<string, unknown> {
  const { audience, roles, contactIds: chosen } = aSharing(random, contactIds);
  return { audience, roles, contactIds: chosen.map((id) => toGlobalId('Contact', id)) };
}

function mutation(
  subgraph: RecordSubgraph,
  field: string,
  inputOf: (world: RandomWorld, random: Random) => Readonly<Record<string, unknown>>,
): Try {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) {
    ${field}(input: $input) { receipt { state } userErrors { code message } }
  }`;
  return async (portal, world, random) => {
    const input = { ...inputOf(world, random), idempotencyKey: randomUUID() };
    return outcomeOf(await portal.ask(subgraph, world.caller, document, { input }), field);
  };
}

function outcomeOf({ data, errors }: Answer, field: string): Outcome {
  const [error] = errors;
  if (error) return { done: false, code: error.extensions?.code ?? '', message: error.message };
  const payload = data?.[field] as { receipt: { state: string } | null; userErrors: { code: string; message: string }[] };
  const [userError] = payload.userErrors;
  if (userError) return { done: false, ...userError };
  if (payload.receipt?.state !== 'APPLIED') throw new Error(`${field} has neither a receipt nor a mistake`);
  return { done: true };
}
