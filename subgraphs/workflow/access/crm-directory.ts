import { z } from 'zod';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import type { ClientRole } from '../../../schema/contract/identity-claims.ts';
import type { ServiceClient } from '../../kit/service-client.ts';

/** Asks the CRM, in the portal's own name, who somebody is. Errors are those of `ServiceClient`. */
export interface CrmDirectory {
  /** Null when there is none. */
  contact(localId: string, requestId: string): Promise<CrmContact | null>;
  hasClient(localId: string, requestId: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface CrmContact {
  /** A global id. */
  readonly clientId: string;
  readonly name: string;
  readonly role: ClientRole;
}

const contactQuery = /* GraphQL */ `
  query ($of: [_Any!]!) {
    _entities(representations: $of) {
      ... on Contact {
        clientId
        name
        role
      }
    }
  }
`;
const contacts = z.object({
  _entities: z.tuple([z.object({ clientId: z.string(), name: z.string(), role: z.enum(CLIENT_ROLES) }).nullable()]),
});

const clientQuery = /* GraphQL */ `
  query ($of: [_Any!]!) {
    _entities(representations: $of) {
      ... on Client {
        name
      }
    }
  }
`;
const clients = z.object({ _entities: z.tuple([z.object({ name: z.string().nullable() }).nullable()]) });

export function createCrmDirectory(crm: ServiceClient): CrmDirectory {
  return {
    async contact(localId, requestId) {
      const of = [{ __typename: 'Contact', id: toGlobalId('Contact', localId) }];
      const answer = await crm.ask({ query: contactQuery, variables: { of }, shape: contacts, requestId });
      return answer._entities[0];
    },
    async hasClient(localId, requestId) {
      const of = [{ __typename: 'Client', id: toGlobalId('Client', localId) }];
      const answer = await crm.ask({ query: clientQuery, variables: { of }, shape: clients, requestId });
      return answer._entities[0]?.name != null;
    },
    close: () => crm.close(),
  };
}
