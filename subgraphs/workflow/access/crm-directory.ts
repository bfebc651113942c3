import { z } from 'zod';
import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import type { ClientRole } from '../../../schema/contract/identity-claims.ts';
import type { ServiceClient } from '../../kit/service-client.ts';

/** Asks the CRM, in the portal's own name, who somebody is. Errors are those of `ServiceClient`. */
export interface CrmDirectory {
  /** Null when there is none. */
  contact(localId: string, requestId: string): Promise<CrmContact | null>;
  hasClient(localId: string, requestId: string): Promise<boolean>;
  /** The contacts of a client, by their local ids; none where there is no such client. */
  contactsOf(localClientId: string, requestId: string): Promise<{ readonly id: string; readonly role: ClientRole }[]>;
  close(): Promise<void>;
}

export interface CrmContact {
  /** A global id. */
  readonly clientId: string;
  readonly name: string;
  readonly role: ClientRole;
  /** As the CRM has it, unread; null when it knows none. */
  readonly email: string | null;
}

const contactQuery = /* GraphQL */ `
  query ($of: [_Any!]!) {
    _entities(representations: $of) {
      ... on Contact {
        clientId
        name
        role
        email
      }
    }
  }
`;
const contact = z.object({
  clientId: z.string(),
  name: z.string(),
  role: z.enum(CLIENT_ROLES),
  email: z.string().nullable(),
});
const contacts = z.object({
  _entities: z.tuple([contact.nullable()]),
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

const peopleQuery = /* GraphQL */ `
  query ($of: [_Any!]!, $after: String) {
    _entities(representations: $of) {
      ... on Client {
        contacts(first: 100, after: $after) {
          nodes {
            id
            role
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`;
const people = z.object({
  _entities: z.tuple([
    z
      .object({
        contacts: z
          .object({
            nodes: z.array(z.object({ id: z.string(), role: z.enum(CLIENT_ROLES) })),
            pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
          })
          .nullable(),
      })
      .nullable(),
  ]),
});

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
    async contactsOf(localClientId, requestId) {
      const of = [{ __typename: 'Client', id: toGlobalId('Client', localClientId) }];
      const found: { id: string; role: ClientRole }[] = [];
      let after: string | null = null;
      do {
        const answer: z.output<typeof people> = await crm.ask({
          ...{ query: peopleQuery, variables: { of, after }, shape: people, requestId },
        });
        const page = answer._entities[0]?.contacts;
        for (const { id, role } of page?.nodes ?? []) {
          const localId = readGlobalIdOf('Contact', id);
          if (localId !== null) found.push({ id: localId, role });
        }
        after = page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
      } while (after !== null);
      return found;
    },
    close: () => crm.close(),
  };
}
