import type DataLoader from 'dataloader';
import type { ClientId } from '../kit/domain.ts';
import { emptyPage } from '../kit/connection.ts';
import type { Page, PageRequest } from '../kit/connection.ts';
import { createListLoader, createLoader } from '../kit/loader.ts';
import type { Scope } from '../kit/scope.ts';
import type { ClientRecord, Contact, FactRecords, Invoice, Milestone, Project, Quote } from './domain.ts';
import type { ClientFilter, CrmStore, SharedWith, WorkFilter } from './port.ts';

type ById<Id, Record> = DataLoader<Id, Record | null, string>;
type OfClient<Arguments, Value> = DataLoader<{ parent: ClientId; arguments: Arguments }, Value, string>;

interface ClientsCall {
  readonly filter: ClientFilter;
  readonly page: PageRequest;
}

interface WorkArguments {
  readonly filter: WorkFilter;
  readonly page: PageRequest;
}

/** Everything that one request reads, each thing once. Made anew for every request: what they remember is within its scope. */
export interface Loaders {
  readonly client: ById<ClientId, ClientRecord>;
  readonly contact: ById<string, Contact>;
  readonly project: ById<string, Project>;
  readonly milestone: ById<string, Milestone>;
  readonly quote: ById<string, Quote>;
  readonly invoice: ById<string, Invoice>;
  readonly clients: DataLoader<ClientsCall, Page<ClientRecord> | null, string>;
  readonly clientCount: DataLoader<ClientFilter, number | null, string>;
  readonly contactsOf: OfClient<PageRequest, Page<Contact>>;
  readonly contactCountOf: OfClient<null, number>;
  readonly ownerCountOf: OfClient<null, number>;
  readonly sharedWith: DataLoader<SharedWith, readonly Contact[] | null, string>;
  readonly projectsOf: OfClient<WorkArguments, Page<Project>>;
  readonly projectCountOf: OfClient<WorkFilter, number>;
  readonly quotesOf: OfClient<WorkArguments, Page<Quote>>;
  readonly quoteCountOf: OfClient<WorkFilter, number>;
  readonly invoicesOf: OfClient<WorkArguments, Page<Invoice>>;
  readonly invoiceCountOf: OfClient<WorkFilter, number>;
  readonly factRecordsOf: DataLoader<ClientId, FactRecords | null, string>;
  /** After a write: what was read before it may no longer be true. */
  forgetContacts(): void;
}

export function createLoaders(store: CrmStore, scope: Scope): Loaders {
  const client = createLoader<ClientId, ClientRecord>((ids) => store.clientsById(scope, ids), { keyOf: String });
  const clients = createLoader<ClientsCall, Page<ClientRecord>>(
    (calls) =>
      eachOnce(calls, async ({ filter, page }) => {
        const found = await store.listClients(scope, filter, page);
        // The list has read the records whole, so that `Client.name` of each need not be asked for again.
        for (const { record } of found.items) client.prime(record.clientId, record);
        return found;
      }),
    { keyOf: (call) => JSON.stringify(call) },
  );
  const project = createLoader<string, Project>((ids) => store.projectsById(scope, ids), { keyOf: String });
  const contact = createLoader<string, Contact>((ids) => store.contactsById(scope, ids), { keyOf: String });
  const ownerCountOf = createListLoader<ClientId, null, number>((clientIds) => store.countOwnersOf(scope, clientIds), {
    absent: () => 0,
  });
  const sharedWithKey = (question: SharedWith): string => JSON.stringify(question);
  return {
    client,
    project,
    contact,
    ownerCountOf,
    forgetContacts() {
      contact.clearAll();
      ownerCountOf.clearAll();
    },
    sharedWith: createLoader<SharedWith, readonly Contact[]>(
      async (questions) => {
        const answers = await store.contactsSharedWith(scope, questions);
        return new Map(questions.map((question, place) => [sharedWithKey(question), answers[place] ?? []]));
      },
      { keyOf: sharedWithKey, batchSizeMax: 100 },
    ),
    milestone: createLoader<string, Milestone>((ids) => store.milestonesById(scope, ids), { keyOf: String }),
    quote: createLoader<string, Quote>((ids) => store.quotesById(scope, ids), { keyOf: String }),
    invoice: createLoader<string, Invoice>((ids) => store.invoicesById(scope, ids), { keyOf: String }),

    clients,
    clientCount: createLoader<ClientFilter, number>((calls) => eachOnce(calls, (filter) => store.countClients(scope, filter)), {
      keyOf: (filter) => JSON.stringify(filter),
    }),
    contactsOf: createListLoader((clientIds, page: PageRequest) => store.contactsOf(scope, clientIds, page), {
      absent: emptyPage<Contact>,
    }),
    contactCountOf: createListLoader<ClientId, null, number>((clientIds) => store.countContactsOf(scope, clientIds), {
      absent: () => 0,
    }),
    projectsOf: createListLoader(
      async (clientIds, { filter, page }: WorkArguments) => {
        const found = await store.projectsOf(scope, clientIds, filter, page);
        for (const { items } of found.values()) for (const { record } of items) project.prime(record.id, record);
        return found;
      },
      { absent: emptyPage<Project> },
    ),
    projectCountOf: createListLoader((clientIds, filter: WorkFilter) => store.countProjectsOf(scope, clientIds, filter), {
      absent: () => 0,
    }),
    quotesOf: createListLoader((clientIds, { filter, page }: WorkArguments) => store.quotesOf(scope, clientIds, filter, page), {
      absent: emptyPage<Quote>,
    }),
    quoteCountOf: createListLoader((clientIds, filter: WorkFilter) => store.countQuotesOf(scope, clientIds, filter), {
      absent: () => 0,
    }),
    invoicesOf: createListLoader(
      (clientIds, { filter, page }: WorkArguments) => store.invoicesOf(scope, clientIds, filter, page),
      { absent: emptyPage<Invoice> },
    ),
    invoiceCountOf: createListLoader((clientIds, filter: WorkFilter) => store.countInvoicesOf(scope, clientIds, filter), {
      absent: () => 0,
    }),
    factRecordsOf: createLoader<ClientId, FactRecords>((clientIds) => store.factRecordsOf(scope, clientIds), { keyOf: String }),
  };
}

/** For calls that cannot share a batch: equal ones still become one, because a loader gets each key once. */
async function eachOnce<Call, Value>(
  calls: readonly Call[],
  read: (call: Call) => Promise<Value>,
): Promise<ReadonlyMap<string, Value>> {
  return new Map(await Promise.all(calls.map(async (call) => [JSON.stringify(call), await read(call)] as const)));
}
