import type { CheckName } from './checks.ts';
import * as access from './access-faults.ts';
import * as gateway from './gateway-faults.ts';
import { together } from './plant.ts';
import type { Plant } from './plant.ts';
import * as port from './port-faults.ts';
import * as workflow from './workflow-faults.ts';
import { keptAnswerSecondsMax } from '../two-worlds/deployments.ts';

/** A fault, planted in a portal that is otherwise the product, and what has to become of it. */
export interface PlantedBug {
  readonly name: string;
  /** The part of the product that it stands in. */
  readonly where: string;
  readonly plant: Plant;
  /** `found`: a check sees it. Else the name of the layer that lets nothing out all the same. */
  readonly outcome: 'found' | { readonly heldBy: string };
  readonly check: CheckName;
  /** Others ask the same right before. */
  readonly crowd?: boolean;
  readonly mutationShare?: number;
}

const others = 'two worlds: others';
const hidden = 'two worlds: hidden';

function found(name: string, where: string, check: CheckName, plant: Plant, more: Partial<PlantedBug> = {}): PlantedBug {
  return { name, where, check, plant, outcome: 'found', ...more };
}

/** A fault in one of two layers, and the same fault when the other layer is broken too: so it is known that there was something to hold. */
function heldUntil(
  layer: string,
  name: string,
  where: string,
  check: CheckName,
  plant: Plant,
  layerBroken: Plant,
  more: Partial<PlantedBug> = {},
): PlantedBug[] {
  return [
    { name, where, check, plant, outcome: { heldBy: layer }, ...more },
    { name: `${name}, and ${layer} is broken`, where, check, plant: together(plant, layerBroken), outcome: 'found', ...more },
  ];
}

const ownership = 'the check of ownership';
const guard = "the subgraphs' rules";

const bothRules = together(gateway.rulesSkipped, gateway.subgraphRulesSkipped);

export const PLANTED_BUGS: readonly PlantedBug[] = [
  ...heldUntil(ownership, 'reads by id without an owner', 'crm port', others, port.crmReadsAnything, gateway.ownershipSkipped),
  ...heldUntil(ownership, 'reads by id without an owner', 'files port', others, port.filesReadAnything, gateway.ownershipSkipped),
  ...heldUntil(
    ownership,
    'reads by id without an owner',
    'tickets port',
    others,
    port.ticketsReadAnything,
    gateway.ownershipSkipped,
  ),
  {
    ...{ name: 'the check of ownership is skipped', where: 'gateway', check: others, plant: gateway.ownershipSkipped },
    outcome: { heldBy: "the ports' scope" },
  },
  {
    ...{ name: 'all ports read by id without an owner', where: 'every port', check: others, outcome: { heldBy: ownership } },
    plant: together(port.crmReadsAnything, port.filesReadAnything, port.ticketsReadAnything),
  },
  found('lists every client', 'crm port', others, port.crmListsEveryClient),
  found('counts every client', 'crm port', others, port.crmCountsEveryClient),
  found("a client's projects are everybody's", 'crm port', others, port.crmListsEverybodysProjects),
  found("a client's work is counted with everybody's", 'crm port', others, port.crmCountsEverybodysWork),
  found("facts are everybody's", 'crm port', others, port.crmGathersEverybodysFacts),
  found("a client's tickets are everybody's", 'tickets port', others, port.ticketsListEverybodys),
  found("a client's tickets are counted with everybody's", 'tickets port', others, port.ticketsCountEverybodys),
  found("what waits is everybody's", 'tickets port', others, port.ticketsGatherEverybodysSteps),
  found("what happened is everybody's", 'tickets port', others, port.ticketsGatherEverybodysEvents),
  found("a client's documents are counted with everybody's", 'files port', others, port.filesCountEverybodys),
  found("facts are everybody's", 'files port', others, port.filesGatherEverybodysFacts),
  found('internal notes in the thread', 'tickets port', others, port.notesInThreads),
  found('internal notes are counted', 'tickets port', others, port.notesCounted),
  found('an internal note is the last message', 'tickets port', others, port.notesAsLastMessage),
  found('internal notes by id', 'tickets port', others, port.notesById),
  found('sharing is forgotten in lists', 'files port', hidden, port.sharingForgottenInLists),
  found('sharing is forgotten in counts', 'files port', hidden, port.sharingForgottenInCounts),
  found('sharing is forgotten in folders', 'files port', hidden, port.sharingForgottenInFolders),
  found('sharing is forgotten by id', 'files port', hidden, port.sharingForgottenById),
  found('sharing is forgotten in next steps', 'files port', hidden, port.sharingForgottenInFacts),
  ...heldUntil(
    ownership,
    'reads decisions by id without an owner',
    'workflow store',
    others,
    workflow.approvalsReadAnything,
    gateway.ownershipSkipped,
  ),
  ...heldUntil(
    ownership,
    'reads requests for documents by id without an owner',
    'workflow store',
    others,
    workflow.requestsReadAnything,
    gateway.ownershipSkipped,
  ),
  found("a client's decisions are everybody's", 'workflow store', others, workflow.approvalsListEverybodys),
  found("a client's decisions are counted with everybody's", 'workflow store', others, workflow.approvalsCountEverybodys),
  found("requests for documents are everybody's", 'workflow store', others, workflow.requestsListEverybodys),
  found("requests for documents are counted with everybody's", 'workflow store', others, workflow.requestsCountEverybodys),
  {
    ...{ name: "everybody's decisions wait", where: 'workflow store', check: others, plant: workflow.decisionsWaitForEverybody },
    outcome: { heldBy: 'the rule of who decides' },
  },
  {
    ...{ name: "everybody's requests for documents wait", where: 'workflow store', check: others },
    ...{ plant: workflow.requestsWaitForEverybody, outcome: { heldBy: 'the rule of who answers them' } },
  },
  found('who decides is forgotten', 'workflow store', hidden, workflow.whoDecidesForgotten),
  found('who is asked for a document is forgotten', 'workflow store', hidden, workflow.whoIsAskedForgotten),
  ...heldUntil('the rule `billing`', 'sums of money for every role', 'crm port', hidden, port.crmForgetsBilling, bothRules),
  ...heldUntil(
    'the rules of the gateway',
    'the rule `billing` is lost on a type, on a field, and in the port',
    'crm subgraph',
    hidden,
    together(gateway.withoutRule('policy', ['Invoice', 'Client.invoices', 'Quote.total']), port.crmForgetsBilling),
    gateway.rulesSkipped,
  ),
  found('sums of money in next steps for every role', 'crm port', hidden, port.crmForgetsBillingInFacts),
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
  found('one identity token for all callers', 'gateway', others, gateway.oneIdentityToken, { crowd: true }),
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
    { crowd: true },
  ),
  found('cursors are not bound to caller and list', 'every subgraph', 'a cursor of others', gateway.cursorsOfAnybody),
  found('who asks is not checked', 'every subgraph', 'a bare subgraph', gateway.anybodyIsStaff),
  found('an error names what is foreign', 'tickets port', others, port.foreignTicketNamed),
  found('foreign is forbidden and missing is null', 'tickets port', others, port.foreignTicketForbidden),
  ...heldUntil(
    'the formatting of errors',
    'errors carry what was fetched',
    'gateway',
    others,
    together(gateway.fetchedDataInErrors, port.ticketsReadAnything),
    gateway.errorsAsTheyAre,
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
  found('anybody may reply to a ticket', 'tickets port', others, port.anybodyMayReply, { mutationShare: 0.6 }),
  found('equal words are one command, whoever says them', 'tickets port', others, port.sameWordsSameMarker, {
    mutationShare: 0.6,
    crowd: true,
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
