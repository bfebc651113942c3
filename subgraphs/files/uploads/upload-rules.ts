import type { Scope } from '../../kit/scope.ts';
import { reaches, roleIn } from '../../kit/scope.ts';
import { ALLOWED, refused } from '../../kit/verdict.ts';
import type { Verdict } from '../../kit/verdict.ts';
import { DOCUMENTS_WRITE_SCOPE } from '../document-rules.ts';
import type { ClientId } from '../domain.ts';

/** Whether the caller may put files among this client's. `UploadRules` and `availableActions` tell it, the mutations obey it. */
export function canUpload(scope: Scope, clientId: ClientId): Verdict {
  if (!reaches(scope, clientId)) return refused('You do not act for this client.', null);
  if (!scope.scopes.has(DOCUMENTS_WRITE_SCOPE)) {
    return refused('You are not signed in for uploading files.', `Sign in with the scope \`${DOCUMENTS_WRITE_SCOPE}\`.`);
  }
  if (scope.kind !== 'client' && scope.kind !== 'staff')
    return refused('Only the company and the business put files here.', null);
  if (scope.kind === 'client' && (roleIn(scope, clientId) ?? 'VIEWER') === 'VIEWER') {
    return refused('Your role reads and does not upload files.', 'Ask an owner of your company for another role.');
  }
  return ALLOWED;
}
