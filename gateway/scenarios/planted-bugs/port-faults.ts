import { createHash } from 'node:crypto';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { CrmStore } from '../../../subgraphs/crm/port.ts';
import type { FileFacts, FileStore } from '../../../subgraphs/files/port.ts';
import type { ClientId } from '../../../subgraphs/kit/domain.ts';
import type { Scope } from '../../../subgraphs/kit/scope.ts';
import type { TicketStore } from '../../../subgraphs/tickets/port.ts';
import { withMethods } from './plant.ts';
import type { Plant } from './plant.ts';
import { asOwner, asStaff, beyond, countedTogether, gathered, mixed, noticing } from './scope-faults.ts';

/* Faults in front of the systems of record: a port that answers from beyond its scope. */

export const crmReadsAnything: Plant = {
  crm: (store) =>
    withMethods<CrmStore>(store, {
      clientsById: (scope, ids) => noticing(scope, store.clientsById(beyond(scope), ids)),
      contactsById: (scope, ids) => noticing(scope, store.contactsById(beyond(scope), ids)),
      projectsById: (scope, ids) => noticing(scope, store.projectsById(beyond(scope), ids)),
      milestonesById: (scope, ids) => noticing(scope, store.milestonesById(beyond(scope), ids)),
      quotesById: (scope, ids) => noticing(scope, store.quotesById(beyond(scope), ids)),
      invoicesById: (scope, ids) => noticing(scope, store.invoicesById(beyond(scope), ids)),
    }),
};

export const filesReadAnything: Plant = {
  files: (store) =>
    withMethods<FileStore>(store, {
      documentsById: (scope, ids) => noticing(scope, store.documentsById(beyond(scope), ids)),
      foldersById: (scope, ids) => noticing(scope, store.foldersById(beyond(scope), ids)),
      documentsInFolders: (scope, ids, page) => store.documentsInFolders(beyond(scope), ids, page),
      versionsOf: (scope, ids) => store.versionsOf(beyond(scope), ids),
    }),
};

export const ticketsReadAnything: Plant = {
  tickets: (store) =>
    withMethods<TicketStore>(store, {
      tickets: (scope, ids) => noticing(scope, store.tickets(beyond(scope), ids)),
      messages: (scope, ids) => noticing(scope, store.messages(beyond(scope), ids)),
      messagesOf: (scope, ids, page) => store.messagesOf(beyond(scope), ids, page),
      lastMessages: (scope, ids) => noticing(scope, store.lastMessages(beyond(scope), ids)),
      participantsOf: (scope, ids) => store.participantsOf(beyond(scope), ids),
    }),
};

export const crmListsEveryClient: Plant = {
  crm: (store) => withMethods<CrmStore>(store, { listClients: (scope, ...rest) => store.listClients(beyond(scope), ...rest) }),
};
export const crmCountsEveryClient: Plant = {
  crm: (store) => withMethods<CrmStore>(store, { countClients: (scope, filter) => store.countClients(beyond(scope), filter) }),
};
export const crmListsEverybodysProjects: Plant = {
  crm: (store) =>
    withMethods<CrmStore>(store, {
      projectsOf: (scope, clientIds, ...rest) => mixed((all) => store.projectsOf(beyond(scope), all, ...rest), clientIds),
    }),
};
export const crmCountsEverybodysWork: Plant = {
  crm: (store) =>
    withMethods<CrmStore>(store, {
      countProjectsOf: (scope, clientIds, filter) =>
        countedTogether((all) => store.countProjectsOf(beyond(scope), all, filter), clientIds),
      countQuotesOf: (scope, clientIds, filter) =>
        countedTogether((all) => store.countQuotesOf(beyond(scope), all, filter), clientIds),
      countContactsOf: (scope, clientIds) => countedTogether((all) => store.countContactsOf(beyond(scope), all), clientIds),
    }),
};
export const crmGathersEverybodysFacts: Plant = {
  crm: (store) =>
    withMethods<CrmStore>(store, {
      factRecordsOf: (scope, clientIds) =>
        gathered(
          (all) => store.factRecordsOf(beyond(scope), all),
          clientIds,
          (records) => ({
            projects: records.flatMap(({ projects }) => projects),
            quotes: records.flatMap(({ quotes }) => quotes),
            invoices: records.flatMap(({ invoices }) => invoices),
          }),
        ),
    }),
};

export const ticketsListEverybodys: Plant = {
  tickets: (store) =>
    withMethods<TicketStore>(store, {
      ticketsOf: (scope, clientIds, ...rest) => mixed((all) => store.ticketsOf(beyond(scope), all, ...rest), clientIds),
    }),
};
export const ticketsCountEverybodys: Plant = {
  tickets: (store) =>
    withMethods<TicketStore>(store, {
      countTicketsOf: (scope, clientIds, filter) =>
        countedTogether((all) => store.countTicketsOf(beyond(scope), all, filter), clientIds),
    }),
};
export const ticketsGatherEverybodysSteps: Plant = {
  tickets: (store) =>
    withMethods<TicketStore>(store, {
      waitingTicketsOf: (scope, clientIds, first) =>
        gathered(
          (all) => store.waitingTicketsOf(beyond(scope), all, first),
          clientIds,
          (lists) => lists.flat(),
        ),
    }),
};
export const ticketsGatherEverybodysEvents: Plant = {
  tickets: (store) =>
    withMethods<TicketStore>(store, {
      eventsOf: (scope, clientIds, first) =>
        gathered(
          (all) => store.eventsOf(beyond(scope), all, first),
          clientIds,
          (lists) => lists.flat(),
        ),
    }),
};

export const notesInThreads: Plant = {
  tickets: (store) =>
    withMethods<TicketStore>(store, { messagesOf: (scope, ...rest) => store.messagesOf(asStaff(scope), ...rest) }),
};
export const notesCounted: Plant = {
  tickets: (store) =>
    withMethods<TicketStore>(store, { countMessagesOf: (scope, ids) => store.countMessagesOf(asStaff(scope), ids) }),
};
export const notesAsLastMessage: Plant = {
  tickets: (store) => withMethods<TicketStore>(store, { lastMessages: (scope, ids) => store.lastMessages(asStaff(scope), ids) }),
};
export const notesById: Plant = {
  tickets: (store) => withMethods<TicketStore>(store, { messages: (scope, ids) => store.messages(asStaff(scope), ids) }),
};

export const filesCountEverybodys: Plant = {
  files: (store) =>
    withMethods<FileStore>(store, {
      countDocumentsOf: (scope, clientIds, filter) =>
        countedTogether((all) => store.countDocumentsOf(beyond(scope), all, filter), clientIds),
    }),
};
export const filesGatherEverybodysFacts: Plant = {
  files: (store) =>
    withMethods<FileStore>(store, {
      factsOf: (scope, clientIds) =>
        gathered(
          (all) => store.factsOf(beyond(scope), all) as Promise<ReadonlyMap<ClientId, FileFacts>>,
          clientIds,
          (facts) => ({ waiting: facts.flatMap(({ waiting }) => waiting), added: facts.flatMap(({ added }) => added) }),
        ),
    }),
};
export const sharingForgottenInLists: Plant = {
  files: (store) =>
    withMethods<FileStore>(store, { documentsOf: (scope, ...rest) => store.documentsOf(asOwner(scope), ...rest) }),
};
export const sharingForgottenInCounts: Plant = {
  files: (store) =>
    withMethods<FileStore>(store, { countDocumentsOf: (scope, ...rest) => store.countDocumentsOf(asOwner(scope), ...rest) }),
};
export const sharingForgottenInFolders: Plant = {
  files: (store) => withMethods<FileStore>(store, { foldersOf: (scope, ...rest) => store.foldersOf(asOwner(scope), ...rest) }),
};
export const sharingForgottenById: Plant = {
  files: (store) => withMethods<FileStore>(store, { documentsById: (scope, ids) => store.documentsById(asOwner(scope), ids) }),
};
export const sharingForgottenInFacts: Plant = {
  files: (store) => withMethods<FileStore>(store, { factsOf: (scope, ids) => store.factsOf(asOwner(scope), ids) }),
};

export const crmForgetsBilling: Plant = {
  crm: (store) =>
    withMethods<CrmStore>(store, {
      quotesById: (scope, ids) => store.quotesById(asOwner(scope), ids),
      invoicesById: (scope, ids) => store.invoicesById(asOwner(scope), ids),
      quotesOf: (scope, ...rest) => store.quotesOf(asOwner(scope), ...rest),
      invoicesOf: (scope, ...rest) => store.invoicesOf(asOwner(scope), ...rest),
      countInvoicesOf: (scope, ...rest) => store.countInvoicesOf(asOwner(scope), ...rest),
    }),
};
export const crmForgetsBillingInFacts: Plant = {
  crm: (store) => withMethods<CrmStore>(store, { factRecordsOf: (scope, ids) => store.factRecordsOf(asOwner(scope), ids) }),
};

/** Asks for foreign things too, to say that they are there. */
function refusing(code: 'FORBIDDEN' | 'CONFLICT', message: (ticket: { readonly subject: string }) => string): Plant {
  return {
    tickets: (store) =>
      withMethods<TicketStore>(store, {
        async tickets(scope, ids) {
          const found = await store.tickets(beyond(scope), ids);
          const own = await store.tickets(scope, ids);
          for (const [id, ticket] of found) if (!own.has(id)) throw new AppError(code, message(ticket));
          return own;
        },
      }),
  };
}
export const foreignTicketNamed = refusing('CONFLICT', ({ subject }) => `"${subject}" belongs to somebody else.`);
export const foreignTicketForbidden = refusing('FORBIDDEN', () => 'You may not see or do this.');

export const anybodyMayReply: Plant = {
  tickets: (store) =>
    withMethods<TicketStore>(store, {
      tickets: (scope, ids) => noticing(scope, store.tickets(beyond(scope), ids)),
      reply: (scope, command) => store.reply(beyond(scope), command, () => ({ allowed: true, reason: null, remedy: null })),
    }),
};

/** One marker for equal words, whoever says them. */
export const sameWordsSameMarker: Plant = {
  tickets: (store) =>
    withMethods<TicketStore>(store, {
      openTicket: (scope, command) =>
        store.openTicket(scope, { ...command, marker: createHash('sha256').update(command.subject).digest('hex').slice(0, 40) }),
    }),
};

/** Remembers what it found by id for whoever asks next. */
export const ticketsRemembered: Plant = {
  tickets: (store) => {
    const known = new Map<string, Awaited<ReturnType<TicketStore['tickets']>>>();
    return withMethods<TicketStore>(store, {
      async tickets(scope: Scope, ids: readonly string[]) {
        const key = JSON.stringify(ids);
        const kept = known.get(key);
        const found = kept ?? (await store.tickets(scope, ids));
        if (found.size > 0) known.set(key, found);
        return noticing(scope, Promise.resolve(found));
      },
    });
  },
};
