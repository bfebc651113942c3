import { canShare } from '../kit/sharing.ts';
import type { Scope } from '../kit/scope.ts';
import type { Verdict } from '../kit/verdict.ts';
import type { Document } from './domain.ts';

/** The scope without which nobody changes anything about documents. */
export const DOCUMENTS_WRITE_SCOPE = 'documents:write';

/** Whether the caller may decide who sees the document. `availableActions` tells this answer and `shareDocument` obeys it. */
export function canShareDocument(scope: Scope, { clientId }: Document): Verdict {
  return canShare(scope, clientId, DOCUMENTS_WRITE_SCOPE);
}
