import { badUserInput } from '../../../schema/contract/app-error.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { readOnBehalfOf } from '../../kit/actions/on-behalf-of.ts';
import { PAGE_SIZE_MAX } from '../../kit/connection.ts';
import type { DeadLetterResolvers, MutationResolvers, QueryResolvers } from './generated.ts';

/** What `workflow` asks about what was done here, in the name of whoever did it or of staff. */
export const keptActionQueries: Pick<QueryResolvers, 'keptReceipt' | 'deadLetters'> = {
  keptReceipt: (_root, { caller, receiptId }, { kept, claims }) => kept.receipt(readOnBehalfOf(claims, caller), receiptId),
  deadLetters: (_root, { caller, first, after }, { kept, claims }) => {
    if (first < 1 || first > PAGE_SIZE_MAX) throw badUserInput(`\`first\` must be from 1 to ${String(PAGE_SIZE_MAX)}.`);
    return kept.deadLetters(readOnBehalfOf(claims, caller), { first, after: after ?? null });
  },
};

export const decideKeptAction: NonNullable<MutationResolvers['decideKeptAction']> = (
  _root,
  { caller, receiptId, decision },
  context,
) => context.kept.decide(readOnBehalfOf(context.claims, caller), receiptId, decision);

export const deadLetter: DeadLetterResolvers = {
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
};
