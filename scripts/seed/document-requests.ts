import { asClientId } from '../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../subgraphs/kit/scope.ts';
import { migrateAccessDatabase } from '../../subgraphs/workflow/access/access-database.ts';
import { createAccessStore } from '../../subgraphs/workflow/access/access-store.ts';
import type { AccessStore } from '../../subgraphs/workflow/access/access-store.ts';
import { actorOf } from '../../subgraphs/workflow/access/actor.ts';
import { commandOf } from '../../subgraphs/workflow/access/once.ts';
import type { NewDocumentRequest } from '../../subgraphs/workflow/document-requests/document-request-store.ts';
import { PEOPLE } from './people.ts';

const dayMs = 86_400_000;

const REQUESTS: readonly (Omit<NewDocumentRequest, 'clientId' | 'dueBy' | 'mediaTypes'> & {
  readonly client: string;
  readonly dueInDays: number | null;
})[] = [
  {
    ...{ client: 'harbor-finch', title: 'Proof of insurance for the site', contactIds: ['tom'], roles: [], dueInDays: 2 },
    description: 'The current policy, with the sum insured and the date until which it is paid.',
  },
  {
    ...{
      client: 'harbor-finch',
      title: 'Bank details on letterhead',
      contactIds: [],
      roles: ['OWNER', 'BILLING'],
      dueInDays: 14,
    },
    description: 'Signed by somebody who may sign for the company.',
  },
  {
    ...{ client: 'lumen-bakery', title: 'Floor plan of the bakehouse', contactIds: ['lena'], roles: [], dueInDays: null },
    description: null,
  },
];

/**
 * Asks for some documents, in the name of the one of the staff who can sign in, so that there is something to do and somebody is told.
 * Asked twice, they are asked for once.
 */
export async function seedDocumentRequests(at: Date, databaseUrl: string): Promise<void> {
  await migrateAccessDatabase(databaseUrl);
  const store = createAccessStore({ url: databaseUrl, system: 'Portal', revocationSeconds: 86_400 });
  try {
    await askForAll(store, at);
  } finally {
    await store.close();
  }
}

async function askForAll(store: AccessStore, at: Date): Promise<void> {
  const sara = PEOPLE.find(({ subject }) => subject === 'sara');
  if (!sara) throw new Error('nobody of the staff can sign in');
  const staff = {
    kind: 'staff' as const,
    ...{ subject: sara.subject, name: sara.name, scopes: [...sara.scopes], memberships: [], expiresAt: 0 },
  };
  for (const { client, dueInDays, ...asked } of REQUESTS) {
    const dueBy = dueInDays === null ? null : new Date(at.getTime() + dueInDays * dayMs);
    const command = commandOf({ caller: staff, mutation: 'seed', idempotencyKey: `${client} ${asked.title}`, input: [] });
    const request = { ...asked, clientId: asClientId(client), mediaTypes: ['application/pdf', 'image/jpeg', 'image/png'], dueBy };
    await store.documentRequests.request(scopeOf(staff), command, request, { actor: actorOf(staff), at });
  }
}
