import { readGlobalIdOf, toGlobalId } from '../../schema/contract/global-id.ts';
import { asClientId } from '../kit/domain.ts';
import type { ClientId } from '../kit/domain.ts';
import type { Scope } from '../kit/scope.ts';
import { reaches } from '../kit/scope.ts';
import type { Client } from './domain.ts';

/**
 * The client of a global id, or null: for a client outside of the scope, for one that does not exist as far as the scope's list can
 * tell, and for what is no client's id. All of them take this one path. For staff who reach every client, any well-formed id
 * gives a client; whether there is one shows when the CRM is asked for its name.
 */
export function clientWithinScope(scope: Scope, id: string, facts: Client['facts'] = noFacts): Client | null {
  const localId = readGlobalIdOf('Client', id);
  if (localId === null) return null;
  const clientId = asClientId(localId);
  return reaches(scope, clientId) ? { __typename: 'Client', id, clientId, facts } : null;
}

/** The client of a local id that is known to be within the scope. */
export function clientOf(clientId: ClientId): Client {
  return { __typename: 'Client', id: toGlobalId('Client', clientId), clientId, facts: noFacts };
}

const noFacts: Client['facts'] = { crm: null, files: null, tickets: null };
