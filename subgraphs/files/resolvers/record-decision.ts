import { AppError } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { DecisionOutcome } from '../../kit/domain.ts';
import { changedSinceDecision, noDecidedRecord, refusedDecision } from '../../kit/recorded-decision.ts';
import type { MutationResolvers } from './generated.ts';

/** The words of `state-table.ts`: a business that names its states otherwise keeps these three in its table. */
const stateAfter: Readonly<Record<DecisionOutcome, string>> = {
  APPROVED: 'approved',
  REJECTED: 'rejected',
  CHANGES_REQUESTED: 'changes_requested',
};

/** A version has one content for good, so its number and checksum say whether it is what was decided on. */
export const recordDocumentDecision: NonNullable<MutationResolvers['recordDocumentDecision']> = async (
  _root,
  { input },
  context,
) => {
  const { scope, store, loaders } = context;
  const readChecksum = (documentId: string) => loaders.checksum.load({ documentId, version: null });
  const localId = readGlobalIdOf('Document', input.subjectId);
  const document = localId === null ? null : await loaders.document.load(localId);
  if (!document || document.clientId !== readGlobalIdOf('Client', input.clientId)) return refusedDecision(noDecidedRecord);
  const expectedVersion = input.version ?? document.version;
  const shown = document.version === expectedVersion ? (document.sha256 ?? (await readChecksum(document.id))) : null;
  if (shown !== null && shown !== input.checksum) return refusedDecision(changedSinceDecision);
  const since = new Date(input.decidedAt);
  const state = { name: stateAfter[input.outcome], since, dueBy: null };
  try {
    const changed = await store.changeDocument(scope, document.id, { state, marker: input.marker, expectedVersion });
    return changed ? { recordedAt: changed.appliedAt, refusal: null } : refusedDecision(noDecidedRecord);
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFLICT') return refusedDecision(changedSinceDecision);
    throw error;
  } finally {
    loaders.forgetWritten();
  }
};
