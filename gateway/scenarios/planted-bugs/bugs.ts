import * as access from './access-faults.ts';
import * as gateway from './gateway-faults.ts';
import { together } from './plant.ts';
import { counted, events, facts, found, heldUntil, listed, steps } from './planted-bug.ts';
import type { PlantedBug } from './planted-bug.ts';
import * as port from './port-faults.ts';
import * as workflow from './workflow-faults.ts';
import { keptAnswerSecondsMax } from '../two-worlds/deployments.ts';

const others = 'two worlds: others';
const hidden = 'two worlds: hidden';

const ownership = 'the check of ownership';
const guard = "the subgraphs' rules";

const bothRules = together(gateway.rulesSkipped, gateway.subgraphRulesSkipped);

export const PLANTED_BUGS: readonly PlantedBug[] = [
  ...heldUntil(ownership, 'reads by id without an owner', 'crm port', others, port.crmReadsAnything, gateway.ownershipSkipped, {
    ...{ about: ['Query.client', 'Query.project', 'Query.quote', 'Query.invoice'], ids: 'foreign' },
  }),
  ...heldUntil(
    ownership,
    'reads by id without an owner',
    'files port',
    others,
    port.filesReadAnything,
    gateway.ownershipSkipped,
    {
      ...{ about: ['Query.document', 'Folder'], ids: 'foreign' },
    },
  ),
  ...heldUntil(
    ownership,
    'reads by id without an owner',
    'tickets port',
    others,
    port.ticketsReadAnything,
    gateway.ownershipSkipped,
    { about: ['Query.ticket', 'Message'], ids: 'foreign' },
  ),
  {
    ...{ name: 'the check of ownership is skipped', where: 'gateway', check: others, plant: gateway.ownershipSkipped },
    outcome: { heldBy: "the ports' scope" },
  },
  {
    ...{ name: 'all ports read by id without an owner', where: 'every port', check: others, outcome: { heldBy: ownership } },
    plant: together(port.crmReadsAnything, port.filesReadAnything, port.ticketsReadAnything),
    ids: 'foreign',
  },
  found('lists every client', 'crm port', others, port.crmListsEveryClient, { about: listed('Client') }),
  found('counts every client', 'crm port', others, port.crmCountsEveryClient, { about: counted('Client') }),
  found("a client's projects are everybody's", 'crm port', others, port.crmListsEverybodysProjects, {
    about: listed('Project'),
    ids: 'own',
  }),
  found("a client's work is counted with everybody's", 'crm port', others, port.crmCountsEverybodysWork, {
    ...{ about: counted('Project', 'Quote', 'Contact'), ids: 'own' },
  }),
  found("facts are everybody's", 'crm port', others, port.crmGathersEverybodysFacts, { about: facts, ids: 'own' }),
  found("a client's tickets are everybody's", 'tickets port', others, port.ticketsListEverybodys, {
    about: listed('Ticket'),
    ids: 'own',
  }),
  found("a client's tickets are counted with everybody's", 'tickets port', others, port.ticketsCountEverybodys, {
    ...{ about: counted('Ticket'), ids: 'own' },
  }),
  found("what waits is everybody's", 'tickets port', others, port.ticketsGatherEverybodysSteps, { about: steps, ids: 'own' }),
  found("what happened is everybody's", 'tickets port', others, port.ticketsGatherEverybodysEvents, {
    about: events,
    ids: 'own',
  }),
  found("a client's documents are counted with everybody's", 'files port', others, port.filesCountEverybodys, {
    ...{ about: counted('Document'), ids: 'own' },
  }),
  found("facts are everybody's", 'files port', others, port.filesGatherEverybodysFacts, { about: facts, ids: 'own' }),
  found('internal notes in the thread', 'tickets port', others, port.notesInThreads, { about: listed('Message'), ids: 'own' }),
  found('internal notes are counted', 'tickets port', others, port.notesCounted, { about: counted('Message'), ids: 'own' }),
  found('an internal note is the last message', 'tickets port', others, port.notesAsLastMessage, {
    about: ['Ticket.lastMessage'],
    ids: 'own',
  }),
  found('internal notes by id', 'tickets port', others, port.notesById, { about: ['Query.node', 'Message'], ids: 'hidden' }),
  found('sharing is forgotten in lists', 'files port', hidden, port.sharingForgottenInLists, {
    about: listed('Document'),
    ids: 'own',
  }),
  found('sharing is forgotten in counts', 'files port', hidden, port.sharingForgottenInCounts, {
    about: counted('Document'),
    ids: 'own',
  }),
  found('sharing is forgotten in folders', 'files port', hidden, port.sharingForgottenInFolders, {
    about: ['FolderConnection'],
    ids: 'own',
  }),
  found('sharing is forgotten by id', 'files port', hidden, port.sharingForgottenById, {
    about: ['Query.document'],
    ids: 'hidden',
  }),
  found('sharing is forgotten in next steps', 'files port', hidden, port.sharingForgottenInFacts, { about: facts, ids: 'own' }),
  ...heldUntil(
    ownership,
    'reads decisions by id without an owner',
    'workflow store',
    others,
    workflow.approvalsReadAnything,
    gateway.ownershipSkipped,
    { about: ['Query.approval'], ids: 'foreign' },
  ),
  ...heldUntil(
    ownership,
    'reads requests for documents by id without an owner',
    'workflow store',
    others,
    workflow.requestsReadAnything,
    gateway.ownershipSkipped,
    { about: ['Query.documentRequest'], ids: 'foreign' },
  ),
  found("a client's decisions are everybody's", 'workflow store', others, workflow.approvalsListEverybodys, {
    about: listed('Approval'),
    ids: 'own',
  }),
  found("a client's decisions are counted with everybody's", 'workflow store', others, workflow.approvalsCountEverybodys, {
    ...{ about: counted('Approval'), ids: 'own' },
  }),
  found("requests for documents are everybody's", 'workflow store', others, workflow.requestsListEverybodys, {
    ...{ about: listed('DocumentRequest'), ids: 'own' },
  }),
  found("requests for documents are counted with everybody's", 'workflow store', others, workflow.requestsCountEverybodys, {
    ...{ about: counted('DocumentRequest'), ids: 'own' },
  }),
  {
    ...{ name: "everybody's decisions wait", where: 'workflow store', check: others, plant: workflow.decisionsWaitForEverybody },
    ...{ outcome: { heldBy: 'the rule of who decides' }, about: steps, ids: 'own' },
  },
  {
    ...{ name: "everybody's requests for documents wait", where: 'workflow store', check: others },
    ...{
      plant: workflow.requestsWaitForEverybody,
      outcome: { heldBy: 'the rule of who answers them' },
      about: facts,
      ids: 'own',
    },
  },
  found('who decides is forgotten', 'workflow store', hidden, workflow.whoDecidesForgotten, {
    ...{ about: ['ApprovalConnection'], ids: 'own' },
  }),
  found('who is asked for a document is forgotten', 'workflow store', hidden, workflow.whoIsAskedForgotten, {
    ...{ about: ['DocumentRequestConnection'], ids: 'own' },
  }),
  ...heldUntil('the rule `billing`', 'sums of money for every role', 'crm port', hidden, port.crmForgetsBilling, bothRules, {
    ...{ about: ['Quote', 'Invoice'], ids: 'own' },
  }),
  ...heldUntil(
    'the rules of the gateway',
    'the rule `billing` is lost on a type, on a field, and in the port',
    'crm subgraph',
    hidden,
    together(gateway.withoutRule('policy', ['Invoice', 'Client.invoices', 'Quote.total']), port.crmForgetsBilling),
    gateway.rulesSkipped,
    { about: ['Invoice', 'Client.invoices', 'Quote.total'], ids: 'own' },
  ),
  found('sums of money in next steps for every role', 'crm port', hidden, port.crmForgetsBillingInFacts, {
    ...{ about: facts, ids: 'own' },
  }),
  ...heldUntil(guard, 'rules are not checked', 'gateway', hidden, gateway.rulesSkipped, gateway.subgraphRulesSkipped),
  ...heldUntil(
    guard,
    'rules are not checked in fragments',
    'gateway',
    hidden,
    gateway.rulesSkippedInFragments,
    gateway.subgraphRulesSkipped,
  ),
  ...heldUntil(
    guard,
    'rules are not checked on interfaces',
    'gateway',
    hidden,
    gateway.rulesSkippedOnInterfaces,
    gateway.subgraphRulesSkipped,
  ),
  ...heldUntil(
    guard,
    'rules are not checked under aliases',
    'gateway',
    hidden,
    gateway.rulesSkippedUnderAliases,
    gateway.subgraphRulesSkipped,
  ),
  found(
    'facts are made without the scope of what they are about (@requires)',
    'every subgraph',
    hidden,
    gateway.subgraphRulesSkipped,
  ),
  ...heldUntil(
    guard,
    'permissions are kept by the question alone',
    'gateway',
    hidden,
    gateway.permissionsOfTheFirstCaller,
    gateway.subgraphRulesSkipped,
    { crowd: true },
  ),
  ...heldUntil(
    guard,
    'plans are kept by the question alone',
    'gateway',
    hidden,
    gateway.plansByTheQuestion,
    gateway.subgraphRulesSkipped,
    { crowd: true },
  ),
  found('one identity token for all callers', 'gateway', others, gateway.oneIdentityToken, {
    crowd: true,
    about: ['ClientConnection'],
  }),
  found('callers are kept by a part of their token', 'gateway', 'a forged token', gateway.callersByTheSignature),
  found("a partner's grants are everybody's", 'gateway', 'a partner without a grant', access.grantsOfAnyPartner),
  found('a revoked token is still remembered', 'gateway', 'a revoked token', access.callersRemembered),
  found('persisted queries of all audiences are one', 'gateway', others, gateway.persistedQueriesOfAll, { crowd: true }),
  ...(keptAnswerSecondsMax === '0' ? [] : ofKeptAnswers()),
  found('one set of loaders for all requests', 'every subgraph', others, gateway.oneContext, { crowd: true }),
  ...heldUntil(
    ownership,
    'tickets are kept by id for whoever asks next',
    'tickets loaders',
    others,
    port.ticketsRemembered,
    gateway.ownershipSkipped,
    { crowd: true, about: ['Query.ticket'], ids: 'foreign' },
  ),
  found('cursors are not bound to caller and list', 'every subgraph', 'a cursor of others', gateway.cursorsOfAnybody),
  found('who asks is not checked', 'every subgraph', 'a bare subgraph', gateway.anybodyIsStaff),
  found('an error names what is foreign', 'tickets port', others, port.foreignTicketNamed, {
    about: ['Query.ticket'],
    ids: 'foreign',
  }),
  found('foreign is forbidden and missing is null', 'tickets port', others, port.foreignTicketForbidden, {
    ...{ about: ['Query.ticket'], ids: 'foreign' },
  }),
  ...heldUntil(
    'the formatting of errors',
    'errors carry what was fetched',
    'gateway',
    others,
    together(gateway.fetchedDataInErrors, port.ticketsReadAnything),
    gateway.errorsAsTheyAre,
    { about: ['Query.ticket'], ids: 'foreign' },
  ),
  found('documents are held to the schema of staff', 'gateway', 'the published schema', gateway.staffSchemaForAll),
  ...heldUntil(
    'the schema of the audience',
    'suggestions for everybody',
    'gateway',
    'the published schema',
    gateway.suggestionsForAll,
    gateway.staffSchemaForAll,
  ),
  found('anybody may reply to a ticket', 'tickets port', others, port.anybodyMayReply, {
    ...{ mutationShare: 0.6, about: ['Mutation.replyToTicket'], ids: 'foreign' },
  }),
  found('equal words are one command, whoever says them', 'tickets port', others, port.sameWordsSameMarker, {
    ...{ mutationShare: 0.6, about: ['Mutation.openTicket'], ids: 'own', crowd: true },
  }),
  // The last: what they let through is written into one of the worlds.
  ...heldUntil(
    guard,
    'a view through a contact is taken for the contact',
    'gateway',
    'a view that writes',
    access.viewsWriteInGateway,
    access.viewsWriteInSubgraphs,
  ),
  {
    ...{ name: 'a view through a contact is taken for the contact', where: 'every subgraph', check: 'a view that writes' },
    ...{ plant: access.viewsWriteInSubgraphs, outcome: { heldBy: 'the rules of the gateway' } },
  },
];

/** Nothing is kept or shared by default, so nothing can be given to the wrong one. */
function ofKeptAnswers(): PlantedBug[] {
  return [
    found(
      'the key of a kept answer is without the caller',
      'gateway',
      'the same question again',
      gateway.answersWithoutPrincipal,
    ),
    found(
      'questions under way are shared without the caller',
      'gateway',
      'the same question at once',
      gateway.questionsWithoutPrincipal,
    ),
  ];
}
