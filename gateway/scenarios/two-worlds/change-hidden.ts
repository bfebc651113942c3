import { AppError } from '../../../schema/contract/app-error.ts';
import { EVERY_CLIENT_SCOPE } from '../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../../subgraphs/kit/scope.ts';
import type { Document } from '../../../subgraphs/files/domain.ts';
import type { FileStore, NewVersion } from '../../../subgraphs/files/port.ts';
import { changeOwnSumsAndTickets } from './change-foreign-tickets.ts';
import { MARK, OWN } from './other-data.ts';

/** Contacts of the own company among `LEAST_CALLERS`. */
const askers = ['tom', 'vic'];

/**
 * Changes what the owner of the own company may see and `LEAST_CALLERS` may not: sums of money, tickets, and documents that are not shared
 * with them. Each of these documents gets another version, and there are some besides, in folders of their own too.
 */
export async function changeHidden(options: { readonly databaseUrl: string; readonly files: FileStore }): Promise<void> {
  const { files } = options;
  await changeOwnSumsAndTickets(options.databaseUrl);
  const scope = scopeOf({ kind: 'staff', subject: 'seed', memberships: [], scopes: [EVERY_CLIENT_SCOPE], expiresAt: 0 });
  const clientId = asClientId(OWN);
  const everything = { folder: null, search: null, mediaTypes: null, phases: null };
  const page = (await files.documentsOf(scope, [clientId], everything, { first: 100, after: null })).get(clientId);
  if (!page || page instanceof AppError) throw new Error('the own company has no documents');
  const hidden = page.items.map(({ record }) => record).filter(isHidden);
  const [model] = hidden;
  if (!model) throw new Error('the own company has no document that is hidden from its members');
  const base = {
    clientId,
    mediaType: model.mediaType,
    sharing: model.sharing,
    state: 'awaiting_review',
    dueBy: null,
    author: MARK,
  };
  const content = new TextEncoder().encode(MARK);
  const versions: NewVersion[] = [
    ...hidden.map((document) => ({
      ...{ ...base, sharing: document.sharing, mediaType: document.mediaType },
      ...{ folder: document.folderPath, name: document.name, title: `${MARK} ${document.title}`, content },
    })),
    ...[model.folderPath, `${MARK}/folder`].map((folder) => {
      return { ...base, folder, name: `${MARK}.pdf`, title: MARK, content };
    }),
  ];
  for (const version of versions) await files.putVersion(scope, version);
}

function isHidden({ sharing }: Document): boolean {
  if (sharing.audience === 'COMPANY') return false;
  if (sharing.audience === 'CONTACTS') return !askers.some((contact) => sharing.contactIds.includes(contact));
  return !sharing.roles.includes('MEMBER') && !sharing.roles.includes('VIEWER');
}
