import { z } from 'zod';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { DecisionOutcome, RecordedDecision } from '../../kit/domain.ts';
import type { ServiceClient } from '../../kit/service-client.ts';
import type { ApprovalSubject } from '../domain.ts';

/** What was decided, as the system of record is told. */
export interface SettledDecision {
  readonly about: ApprovalSubject;
  readonly clientId: string;
  readonly outcome: DecisionOutcome;
  readonly checksum: string;
  readonly version: number | null;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly comment: string | null;
}

/** Tells the systems of record, in the portal's own name, what clients decided. Errors are those of `ServiceClient`. */
export interface DecisionSystems {
  /** The same marker with the same decision has one effect, however often it is told. */
  record(marker: string, decision: SettledDecision, requestId: string): Promise<RecordedDecision>;
  close(): Promise<void>;
}

const mutationOf = (field: string): string =>
  `mutation ($input: DecisionInput!) { it: ${field}(input: $input) { recordedAt refusal } }`;
const mutations = { crm: mutationOf('recordDecision'), files: mutationOf('recordDocumentDecision') };

const answer = z.object({
  it: z.object({
    recordedAt: z.iso
      .datetime()
      .transform((text) => new Date(text))
      .nullable(),
    refusal: z.string().nullable(),
  }),
});

export function createDecisionSystems(systems: { readonly crm: ServiceClient; readonly files: ServiceClient }): DecisionSystems {
  return {
    async record(marker, { about, clientId, ...rest }, requestId) {
      const system = about.type === 'Document' ? 'files' : 'crm';
      const subjectId = toGlobalId(about.type, about.id);
      const input = { marker, subjectId, clientId: toGlobalId('Client', clientId), ...rest };
      const question = { query: mutations[system], variables: { input }, shape: answer, requestId, reads: false };
      return (await systems[system].ask(question)).it;
    },
    async close() {
      await Promise.all([systems.crm.close(), systems.files.close()]);
    },
  };
}
