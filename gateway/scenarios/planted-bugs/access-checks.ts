import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PORTAL_SCOPES } from '../../../schema/contract/identity-claims.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { callerOf } from '../two-worlds/callers.ts';
import type { Caller } from '../two-worlds/callers.ts';
import type { Answer, Deployment } from '../two-worlds/deployments.ts';
import { OWN } from '../two-worlds/other-data.ts';
import type { Finding } from './checks.ts';

/* What two worlds do not show, as it is about the same company: who was let in, and for what. */

const staff = callerOf('sara', { name: 'staff with every scope', scopes: PORTAL_SCOPES });
const clientId = toGlobalId('Client', OWN);

/** A view through a contact's eyes reads what the contact reads, and writes nothing. */
export async function viewsOnlyRead(portal: Deployment): Promise<Finding> {
  const view = await ask(
    portal,
    staff,
    'mutation ($clientId: ID!, $contactId: ID!) { viewAs(input: { clientId: $clientId, contactId: $contactId, reason: "planted" }) { token } }',
    { clientId, contactId: toGlobalId('Contact', 'tom') },
  );
  const { token } = (JSON.parse(view.body) as { data: { viewAs: { token: string } } }).data.viewAs;
  const viewer: Caller = { name: token, claims: {}, token };
  const reads = await ask(portal, viewer, '{ viewer { kind } }');
  if (reads.status !== 200) throw new Error(`the view cannot read: ${reads.body}`);
  const write =
    'mutation ($clientId: ID!) { openTicket(input: { clientId: $clientId, subject: "through his eyes", body: "x" }) { receipt { id } } }';
  const { body } = await ask(portal, viewer, write, { clientId });
  return { seen: body.includes('"id"') ? body : null, operations: 3 };
}

/** A partner that nobody granted anything sees no client, though another partner does. */
export async function grantsAreOfOnePartner(portal: Deployment): Promise<Finding> {
  const base = callerOf('beacon-studio');
  const other: Caller = { name: 'another partner', claims: { ...base.claims, sub: 'other-studio', jti: 'another partner' } };
  const query = '{ clients { totalCount nodes { name } } }';
  const granted = await ask(portal, base, query);
  if (!granted.body.includes('"totalCount":1')) throw new Error(`the partner sees nothing: ${granted.body}`);
  const { body } = await ask(portal, other, query);
  return { seen: body.includes('"totalCount":0') ? null : body, operations: 2 };
}

/** A revoked token is refused within two seconds, also by who has seen it before. */
export async function revokedIsRefused(portal: Deployment): Promise<Finding> {
  const tokenId = `revoked ${randomUUID()}`;
  const base = callerOf('tom');
  const caller: Caller = { name: tokenId, claims: { ...base.claims, jti: tokenId } };
  const query = '{ viewer { kind } }';
  if ((await ask(portal, caller, query)).status !== 200) throw new Error('the good token is refused');
  const revoke =
    'mutation ($tokenId: String) { revokeAccess(input: { tokenId: $tokenId, reason: "planted" }) { userErrors { message } } }';
  const { body: revoked } = await ask(portal, staff, revoke, { tokenId });
  if (!revoked.includes('"userErrors":[]')) throw new Error(`the token cannot be revoked: ${revoked}`);
  let last: Answer | null = null;
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(100)) {
    last = await ask(portal, caller, query);
    if (last.status === 401) return { seen: null, operations: 3 };
  }
  return { seen: last?.body ?? '', operations: 3 };
}

/** Two seconds are promised; a machine that runs other tests too gets some more. */
const patienceMs = 6_000;

function ask(portal: Deployment, caller: Caller, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  return portal.ask(caller, { query, variables });
}
