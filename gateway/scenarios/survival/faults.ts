import type { Replacement, ServiceName } from './build-services.ts';
import type { SurvivalRun } from './survive.ts';

/** A fault that is planted into the services' own code, and what has to give it away. */
export interface Fault extends Replacement {
  /** What is wrong then. */
  readonly title: string;
  readonly finding: 'lost' | 'doubled';
  readonly victims: readonly ServiceName[];
  /** What people do, so that most of it meets the fault. */
  readonly journeys: SurvivalRun['journeys'];
}

const mostlyTickets = { tickets: 3, files: 1, access: 2 };

export const FAULTS: readonly Fault[] = [
  {
    title: 'an action is acknowledged before it is committed',
    file: 'subgraphs/kit/actions/actions.ts',
    text: 'accepted = await outbox.accept(toAcceptance(request), alongside);',
    instead: `
      const acceptance = toAcceptance(request);
      setTimeout(() => outbox.accept(acceptance, alongside).then(() => worker.nudge(), () => undefined), 1_500);
      const open = { appliedAt: null, failedAt: null, failure: null, error: null, result: null, attempts: 0, problem: null };
      return { outcome: 'accepted', isNew: true, action: { ...acceptance, ...open, state: 'ACCEPTED' } };`,
    finding: 'lost',
    victims: ['tickets'],
    journeys: mostlyTickets,
  },
  {
    title: "the caller's key is not part of the marker",
    file: 'subgraphs/kit/idempotency.ts',
    text: 'if (action.idempotencyKey === null) return randomUUID();',
    instead: 'return randomUUID();',
    finding: 'doubled',
    victims: ['tickets', 'crm', 'files'],
    journeys: mostlyTickets,
  },
  {
    title: 'the workflow does not recognise a repetition',
    file: 'subgraphs/workflow/access/once.ts',
    text: 'const marker = idempotencyKey === null ? randomUUID() : sha256(',
    instead: 'const marker = idempotencyKey === null || true ? randomUUID() : sha256(',
    finding: 'doubled',
    victims: ['workflow'],
    journeys: { tickets: 0, files: 5, access: 4 },
  },
  {
    title: 'a worker marks an action as applied before it delivers it',
    file: 'subgraphs/kit/actions/worker.ts',
    text: 'const outcome = await tryDelivery(action, lease);',
    instead: `
      if (action.kind === 'replyToTicket') {
        const result = { ticketId: action.command.ticketId, messageId: null };
        await outbox.settle(lease, { outcome: 'applied', result, appliedAt: now() });
        await sleep(300);
      }
      const outcome = await tryDelivery(action, lease);`,
    finding: 'lost',
    victims: ['tickets'],
    journeys: mostlyTickets,
  },
];
