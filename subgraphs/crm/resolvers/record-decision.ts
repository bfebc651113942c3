import { readGlobalId, readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { asClientId } from '../../kit/domain.ts';
import { changedSinceDecision, noDecidedRecord, refusedDecision } from '../../kit/recorded-decision.ts';
import { ALLOWED } from '../../kit/verdict.ts';
import { approvableMilestone, approvableQuote } from '../approvable.ts';
import type { Milestone, Quote } from '../domain.ts';
import type { DecidedKind } from '../port.ts';
import type { MutationResolvers } from './generated.ts';

/** A CRM that keeps no decisions of this kind is not written to: the portal keeps them itself. */
export const recordDecision: NonNullable<MutationResolvers['recordDecision']> = async (_root, { input }, { scope, store }) => {
  const subject = readGlobalId(input.subjectId);
  const kind = subject && kinds[subject.type];
  const clientId = readGlobalIdOf('Client', input.clientId);
  if (!subject || !kind || clientId === null) return refusedDecision(noDecidedRecord);
  if (!store.keepsDecisions.has(kind)) return { recordedAt: null, refusal: null };
  const { marker, outcome, checksum, decidedBy, comment = null } = input;
  const decidedAt = new Date(input.decidedAt);
  const command = { marker, kind, id: subject.localId, clientId: asClientId(clientId), outcome, decidedBy, decidedAt, comment };
  const shownOf = (record: Quote | Milestone) => ('number' in record ? approvableQuote(record) : approvableMilestone(record));
  const result = await store.recordDecision(scope, command, (record) =>
    shownOf(record).checksum === checksum ? ALLOWED : changedSinceDecision,
  );
  if (result === null) return refusedDecision(noDecidedRecord);
  if (result.outcome === 'refused') return refusedDecision(result.verdict);
  return { recordedAt: result.appliedAt, refusal: null };
};

const kinds: Readonly<Record<string, DecidedKind>> = { Quote: 'quote', Milestone: 'milestone' };
