import { roleIn, reaches } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';
import { ALLOWED, refused } from '../../kit/verdict.ts';
import type { Verdict } from '../../kit/verdict.ts';
import { isDecider, seesAllOf } from '../approvals/approval-rules.ts';
import type { DocumentRequest, DocumentRequestState } from '../domain.ts';

/*
 * Who sees a request for a document, who answers it, and who judges the answer. The mutations obey these rules and `availableActions` tells
 * them beforehand.
 *
 * A request is there for whom an approval would be there: staff who reach the client, its owners, and those who are asked. Those who are
 * asked answer it, and the owners, who act for the company: a request whose contact has left is no dead end.
 */

/** The scope that it takes to ask, to answer and to judge. */
export const REQUEST_SCOPE = 'documents:write';

type Asked = Pick<DocumentRequest, 'clientId' | 'contactIds' | 'roles'>;

export function mayBeSeen(scope: Scope, request: Asked): boolean {
  return seesAllOf(scope, request.clientId) || isDecider(scope, request);
}

/** Whether it waits for the client. */
export function isOpen({ state }: Pick<DocumentRequest, 'state'>): boolean {
  return state === 'OPEN' || state === 'RETURNED';
}

export function canFulfil(scope: Scope, request: DocumentRequest): Verdict {
  if (!isOpen(request)) return refused(stands[request.state], null);
  if (scope.kind !== 'client') return refused('Only the people of the client company send it.', null);
  if (!scope.scopes.has(REQUEST_SCOPE)) {
    return refused('You are not signed in for sending documents.', `Sign in with the scope \`${REQUEST_SCOPE}\`.`);
  }
  const role = roleIn(scope, request.clientId);
  // As the files judge an upload.
  if (role === null || role === 'VIEWER') {
    return refused('Your role reads and does not upload files.', 'Ask an owner of your company for another role.');
  }
  if (role !== 'OWNER' && !isDecider(scope, request)) {
    return refused('You are not among those who are asked.', 'Ask the business to name you.');
  }
  return ALLOWED;
}

/** Whether the caller takes what was sent, or sends it back. */
export function canJudge(scope: Scope, request: DocumentRequest): Verdict {
  const mayAct = isStaffFor(scope, request);
  if (!mayAct.allowed || request.state === 'SUBMITTED') return mayAct;
  return refused(
    request.state === 'OPEN' || request.state === 'RETURNED' ? 'Nothing has been sent yet.' : stands[request.state],
    null,
  );
}

export function canCancel(scope: Scope, request: DocumentRequest): Verdict {
  const mayAct = isStaffFor(scope, request);
  if (!mayAct.allowed || isOpen(request) || request.state === 'SUBMITTED') return mayAct;
  return refused(stands[request.state], null);
}

function isStaffFor(scope: Scope, { clientId }: DocumentRequest): Verdict {
  if (scope.kind !== 'staff' || !reaches(scope, clientId)) return refused('Only the business does this.', null);
  if (!scope.scopes.has(REQUEST_SCOPE)) {
    return refused('You are not signed in for this.', `Sign in with the scope \`${REQUEST_SCOPE}\`.`);
  }
  return ALLOWED;
}

const stands: Readonly<Record<DocumentRequestState, string>> = {
  OPEN: 'It waits for the client.',
  SUBMITTED: 'A document was sent, and the business looks at it.',
  RETURNED: 'It waits for the client.',
  ACCEPTED: 'The business has taken the document.',
  CANCELLED: 'The business no longer asks for it.',
};
