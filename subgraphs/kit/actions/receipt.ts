import { toReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { ReceiptOwner } from '../../../schema/contract/receipt-id.ts';
import type { Receipt } from '../domain.ts';
import type { Action } from './action.ts';

/** What the person who acted may know of an action. */
export function toReceipt(action: Action, from: { readonly owner: ReceiptOwner; readonly system: string }): Receipt {
  const { id, state, acceptedAt, appliedAt, error } = action;
  return { id: toReceiptId(from.owner, id), state, system: from.system, acceptedAt, appliedAt, error };
}
