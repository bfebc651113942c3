import { readGlobalId, toGlobalId } from '../../../schema/contract/global-id.ts';
import { OTHER_OWNER, OWNER_WHO_GRANTS, STAFF, callerOf } from './callers.ts';
import type { Caller } from './callers.ts';
import type { Deployment, WorldName } from './deployments.ts';
import { MARK, OTHER, OWN } from './other-data.ts';

/** Asked by no other test of a world, and may see what it may have to be asked about. */
const owner: Caller = { ...callerOf('mia', { scopes: ['clients:read', 'documents:read'] }), name: OWNER_WHO_GRANTS.name };
const member = callerOf('tom', { name: 'tom who is asked', scopes: ['clients:read', 'documents:read', 'documents:write'] });

/**
 * Staff put decisions and requests for documents to the clients, and one of those who are asked has decided. The own company's are the same in
 * every world; another company has more of them in `others`, and people of the own company who are not among `LEAST_CALLERS` have some in `hidden`.
 */
export async function putToClients(deployment: Deployment, world: WorldName): Promise<void> {
  // What a member sees is the same in every world.
  const subjects = await subjectsOf(deployment, member, OWN);
  for (const [place, subjectId] of subjects.entries()) {
    const asked = { ...askedAbout(subjectId, place), dueBy: '2031-01-01T00:00:00Z', message: 'Please look.' };
    await askFor(deployment, 'requestApproval', { subjectId, ...asked, idempotencyKey: `asked-${place}` });
  }
  const requests = [{ roles: ['MEMBER'] }, { contactIds: [contact('tom')] }, { roles: ['OWNER', 'BILLING'] }];
  for (const [place, asked] of requests.entries()) {
    const wanted = { title: `Plan ${place}`, description: 'Of the ground floor.', dueBy: '2031-02-01T00:00:00Z' };
    const input = { clientId: toGlobalId('Client', OWN), mediaTypes: ['application/pdf'], ...wanted, ...asked };
    await askFor(deployment, 'requestDocument', { ...input, idempotencyKey: `wanted-${place}` });
  }
  await decide(deployment);
  await sendAndReturn(deployment);
  // Another company has more of it in another world.
  const theirs = { clientId: OTHER, seenBy: OTHER_OWNER, to: 'lena', count: world === 'others' ? 3 : 1 };
  await deployment.aside(() => putBesides(deployment, theirs));
  const others = { clientId: OWN, seenBy: owner, to: 'mia', count: 3 };
  if (world === 'hidden') await deployment.aside(() => putBesides(deployment, others));
}

/** A member has agreed to what another one has to agree to as well. */
async function decide(deployment: Deployment): Promise<void> {
  const query = `query ($id: ID!) { client(id: $id) { approvals(first: 20) { nodes { id mode checksum } } } }`;
  const { body } = await deployment.ask(member, { query, variables: { id: toGlobalId('Client', OWN) } });
  const { nodes } = (JSON.parse(body) as { data: { client: { approvals: { nodes: readonly AskedApproval[] } } } }).data.client
    .approvals;
  const approval = nodes.find(({ mode }) => mode === 'ALL');
  if (!approval) throw new Error(`nothing has to be agreed to by all: ${body}`);
  const { id: approvalId, checksum } = approval;
  const decision = { approvalId, checksum, decision: 'APPROVE', comment: 'As we said.', idempotencyKey: 'decided' };
  await askFor(deployment, 'decideApproval', decision, member);
}

interface AskedApproval {
  readonly id: string;
  readonly mode: string;
  readonly checksum: string;
}

/** A member has sent a document that was asked for, and staff have sent it back. */
async function sendAndReturn(deployment: Deployment): Promise<void> {
  const query = `query ($id: ID!) { client(id: $id) {
    documents(first: 50, filter: { mediaTypes: ["application/pdf"] }) { nodes { id } } documentRequests { nodes { id revision } }
  } }`;
  const { body } = await deployment.ask(member, { query, variables: { id: toGlobalId('Client', OWN) } });
  const { client } = (JSON.parse(body) as { data: { client: Listed } }).data;
  const [[document], [request]] = [client.documents.nodes, client.documentRequests.nodes];
  if (!document || !request) throw new Error(`there is nothing to send, or nobody wants it: ${body}`);
  const about = { requestId: request.id, idempotencyKey: 'sent' };
  await askFor(deployment, 'fulfilDocumentRequest', { ...about, documentId: document.id }, member);
  await askFor(deployment, 'returnDocument', { ...about, revision: request.revision + 1, reason: 'It is of the first floor.' });
}

interface Listed {
  readonly documents: { readonly nodes: readonly { readonly id: string }[] };
  readonly documentRequests: { readonly nodes: readonly { readonly id: string; readonly revision: number }[] };
}

function askedAbout(subjectId: string, place: number): Readonly<Record<string, unknown>> {
  // Sums of money are not for members.
  if (readGlobalId(subjectId)?.type === 'Quote') return { roles: ['OWNER', 'BILLING'] };
  return place % 2 === 0 ? { roles: ['OWNER', 'MEMBER'] } : { contactIds: [contact('tom'), contact('mia')], mode: 'ALL' };
}

async function putBesides(
  deployment: Deployment,
  asked: { readonly clientId: string; readonly seenBy: Caller; readonly to: string; readonly count: number },
): Promise<void> {
  const { clientId, count } = asked;
  const contactIds = [contact(asked.to)];
  for (const subjectId of (await subjectsOf(deployment, asked.seenBy, clientId)).slice(0, count)) {
    await askFor(deployment, 'requestApproval', { subjectId, contactIds, message: MARK });
    const wanted = {
      clientId: toGlobalId('Client', clientId),
      title: `${MARK} for ${subjectId}`,
      mediaTypes: ['application/pdf'],
    };
    await askFor(deployment, 'requestDocument', { ...wanted, contactIds });
  }
}

/** Some of what a client can be asked to decide about. */
async function subjectsOf(deployment: Deployment, caller: Caller, clientId: string): Promise<readonly string[]> {
  const query = `query ($id: ID!) { client(id: $id) {
    quotes(first: 2, filter: { waitingOn: [CLIENT] }) { nodes { id } } projects(first: 1) { nodes { milestones { id } } }
    documents(first: 3) { nodes { id } }
  } }`;
  const { body } = await deployment.ask(caller, { query, variables: { id: toGlobalId('Client', clientId) } });
  const ids = [...body.matchAll(/"id":"([^"]+)"/g)].flatMap(([, id]) => id ?? []);
  if (ids.length < 3) throw new Error(`${clientId} has too little to decide about: ${body}`);
  return ids;
}

async function askFor(
  deployment: Deployment,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  caller: Caller = STAFF,
): Promise<void> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { receipt { id } userErrors { message } } }`;
  const { body } = await deployment.ask(caller, { query, variables: { input } });
  if (!body.includes('"userErrors":[]')) throw new Error(`${caller.name} cannot: ${mutation}: ${JSON.stringify(input)}: ${body}`);
}

function contact(localId: string): string {
  return toGlobalId('Contact', localId);
}
