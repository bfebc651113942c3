import type { Logger } from '../../../schema/contract/logger.ts';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { readReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { ReceiptOwner } from '../../../schema/contract/receipt-id.ts';
import type { ActionDecision, DeadLetter, DecidedAction, KeptActions } from '../../kit/actions/kept-actions.ts';
import { noSuchAction } from '../../kit/actions/kept-actions.ts';
import type { Page, PageRequest } from '../../kit/connection.ts';
import type { Receipt } from '../../kit/domain.ts';

/** The services that keep actions until a system of record has them. What the others do is final when its receipt is given. */
export type ActionKeepers = Readonly<Partial<Record<ReceiptOwner, KeptActions>>>;

export interface AllDeadLetters {
  readonly page: Page<DeadLetter>;
  readonly totalCount: number;
  /** Who could not be asked. */
  readonly missing: readonly ReceiptOwner[];
}

/** Only the id of a receipt knows which service keeps it: that one is asked, and says whether there is one for the caller. */
export async function findReceipt(keepers: ActionKeepers, caller: IdentityClaims, receiptId: string): Promise<Receipt | null> {
  const keeper = keeperOf(keepers, receiptId);
  return keeper ? keeper.receipt(caller, receiptId) : null;
}

export async function decideAction(
  keepers: ActionKeepers,
  caller: IdentityClaims,
  receiptId: string,
  decision: ActionDecision,
): Promise<DecidedAction> {
  const keeper = keeperOf(keepers, receiptId);
  return keeper ? keeper.decide(caller, receiptId, decision) : { receipt: null, userErrors: [noSuchAction] };
}

function keeperOf(keepers: ActionKeepers, receiptId: string): KeptActions | undefined {
  const read = readReceiptId(receiptId);
  return read ? keepers[read.owner] : undefined;
}

/**
 * One list out of all services, newest first. Each is asked for a whole page after the same position, so that walking from page to page
 * meets each letter once, whatever fails in between, and whoever was away for a page is there again on the next.
 */
export async function deadLettersOfAll(
  keepers: ActionKeepers,
  caller: IdentityClaims,
  request: PageRequest,
  logger: Logger,
): Promise<AllDeadLetters> {
  const owners = Object.keys(keepers) as ReceiptOwner[];
  const missing: ReceiptOwner[] = [];
  const answers = await Promise.all(
    owners.map(async (owner) => {
      try {
        return await keepers[owner]?.deadLetters(caller, request);
      } catch (error) {
        // What is wrong with the question is wrong for everybody.
        if (error instanceof AppError && error.code === 'BAD_USER_INPUT') throw error;
        logger.warn({ err: error, owner }, 'a service could not be asked for what failed');
        missing.push(owner);
        return undefined;
      }
    }),
  );
  const given = answers.filter((answer) => answer !== undefined);
  const sorted = given.flatMap(({ letters }) => letters).sort(newestFirst);
  const items = sorted.slice(0, request.first).map((record) => ({ record, position: record.position }));
  return {
    page: { items, hasNextPage: sorted.length > request.first || given.some(({ hasNextPage }) => hasNextPage) },
    totalCount: given.reduce((sum, { totalCount }) => sum + totalCount, 0),
    missing: missing.sort(),
  };
}

/** Times of one length, and ids of hexadecimal digits: PostgreSQL sorts them in the same way. */
function newestFirst({ position: [oneAt, oneId] }: DeadLetter, { position: [otherAt, otherId] }: DeadLetter): number {
  if (oneAt !== otherAt) return oneAt < otherAt ? 1 : -1;
  return oneId < otherId ? 1 : oneId > otherId ? -1 : 0;
}
