import { notAllowed } from '../../kit/verdict.ts';
import { evidenceOf } from '../../kit/actions/evidence.ts';
import { toReceipt } from '../../kit/actions/receipt.ts';
import type { Receipt, UserError } from '../../kit/domain.ts';
import { receiptIdOf } from '../../kit/idempotency.ts';
import { actorOf } from '../access/actor.ts';
import { commandOf } from '../access/once.ts';
import type { Command, Done } from '../access/once.ts';
import { portalActor } from '../approvals/approval-event.ts';
import { canDecide } from '../approvals/approval-rules.ts';
import type { Written } from '../approvals/approval-store.ts';
import { isUnchanged } from '../approvals/void-changed.ts';
import type { Context } from '../context.ts';
import type { Approval, DecideApprovalPayload, WithdrawApprovalPayload } from '../domain.ts';
import { readApproval } from './approval-lists.ts';
import type { MutationResolvers } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { requestApproval } from './request-approval.ts';
import { conflict, notFound, receiptOf } from './write-payload.ts';

export const approvalMutations: Pick<MutationResolvers, 'requestApproval' | 'decideApproval' | 'withdrawApproval'> = {
  requestApproval,

  decideApproval: async (_root, { input }, context) => {
    const reader = createInputReader();
    const { decision, checksum } = input;
    const comment = reader.text('comment', 'The comment', input.comment);
    if (decision === 'REQUEST_CHANGES' && comment === null) reader.refuse('comment', 'Say what has to change.');
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return undecided(null, ...reader.userErrors);
    const command = commandOf({
      ...{ caller: context.claims, mutation: 'decideApproval', idempotencyKey },
      input: [input.approvalId, decision, checksum, comment],
    });
    return decide(context, command, { id: input.approvalId, decision, checksum, comment });
  },

  withdrawApproval: async (_root, { input }, context) => {
    const reader = createInputReader();
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return unchanged(null, ...reader.userErrors);
    const { claims, scope, approvals, now } = context;
    const command = commandOf({ caller: claims, mutation: 'withdrawApproval', idempotencyKey, input: [input.approvalId] });
    const approval = await readApproval(input.approvalId, context);
    if (!approval) return unchanged(null, noSuchApproval);
    const written = await approvals.withdraw(scope, command, approval.id, { actor: actorOf(claims), at: now });
    const after = await readApproval(input.approvalId, context);
    const done = doneOf(written);
    if ('code' in done) return unchanged(after, done);
    return { approval: after, receipt: receiptOf(command, done, context), userErrors: [] };
  },
};

interface GivenDecision {
  /** As it was given. */
  readonly id: string;
  readonly decision: Parameters<Context['approvals']['decide']>[3]['decision'];
  readonly checksum: string;
  readonly comment: string | null;
}

/**
 * Everything that can say no is asked before, and the rules again while the approval is locked. A repetition of what was done is answered
 * with what was done, whatever has become of the approval since: also when it is done by another request at this very moment.
 */
async function decide(context: Context, command: Command, given: GivenDecision): Promise<DecideApprovalPayload> {
  const { approvals, scope, claims, requestId, now } = context;
  const before = await approvals.doneBefore(command);
  if (before !== null) return decided(context, command, given.id, before);
  const refuse = async (error: UserError): Promise<DecideApprovalPayload> => {
    const meanwhile = await approvals.doneBefore(command);
    if (meanwhile !== null) return decided(context, command, given.id, meanwhile);
    return undecided(await readApproval(given.id, context), error);
  };

  const approval = await readApproval(given.id, context);
  if (!approval) return undecided(null, noSuchApproval);
  const verdict = canDecide(scope, approval);
  if (!verdict.allowed) return refuse(notAllowed(verdict));
  if (given.checksum !== approval.checksum) return refuse(anotherChecksum);
  // Whoever cannot be asked throws: nothing is decided then.
  const [shown = null] = await context.records.read([approval.about], requestId);
  if (!isUnchanged(approval, shown)) {
    await approvals.makeVoid(approval.id, { actor: portalActor, at: now });
    return refuse(changed);
  }
  const { decision, comment } = given;
  const acting = { actor: actorOf(claims), at: now };
  const made = { decision, comment, evidence: evidenceOf(context, approval.clientId) };
  const done = doneOf(await approvals.decide(scope, command, approval.id, made, acting));
  return 'code' in done ? refuse(done) : decided(context, command, given.id, done);
}

async function decided(context: Context, command: Command, id: string, done: Done | 'conflict'): Promise<DecideApprovalPayload> {
  const approval = await readApproval(id, context);
  if (done === 'conflict') return undecided(approval, conflict);
  const decision = approval?.decisions.find((one) => one.id === done.recordId) ?? null;
  return { approval, decision, receipt: await receiptOfDecision(context, command, done), userErrors: [] };
}

/** What ended an approval is on its way to the system of record; any other decision is where it belongs. */
async function receiptOfDecision(context: Context, command: Command, done: Done): Promise<Receipt> {
  const { actions, system } = context;
  const action = await actions.follow(receiptIdOf(command.marker));
  return action ? toReceipt(action, { owner: 'workflow', system }) : receiptOf(command, done, context);
}

function doneOf(written: Written): Done | UserError {
  if (written === null) return noSuchApproval;
  if (written === 'conflict') return conflict;
  return 'done' in written ? written.done : notAllowed(written.refused);
}

const noSuchApproval = notFound('There is no such approval.', 'approvalId');

const anotherChecksum: UserError = {
  code: 'CONFLICT',
  message: 'What you were shown is not what this approval is about. Look at it again.',
  path: ['checksum'],
};

const changed: UserError = {
  code: 'CONFLICT',
  message: 'It has changed since it was put to you, so your decision does not count. Wait until what it is now is put to you.',
  path: [],
};

function undecided(approval: Approval | null, ...userErrors: UserError[]): DecideApprovalPayload {
  return { approval, decision: null, receipt: null, userErrors };
}

function unchanged(approval: Approval | null, ...userErrors: UserError[]): WithdrawApprovalPayload {
  return { approval, receipt: null, userErrors };
}
