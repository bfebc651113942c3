import { z } from 'zod';
import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import type { ClientId } from '../../kit/domain.ts';
import { defineAction } from '../../kit/actions/action.ts';
import type { ActionKind, Delivery } from '../../kit/actions/action.ts';
import { scopeOf } from '../../kit/scope.ts';
import type { AccessStore } from '../access/access-store.ts';
import type { CrmContact, CrmDirectory } from '../access/crm-directory.ts';
import type { ApprovableRecords } from '../approvals/approvable-records.ts';
import { createSight } from '../approvals/sight.ts';
import type { Notice } from '../notifications/notice-store.ts';
import { contactRecipient } from '../notifications/recipient.ts';
import { MailRefused } from './mailer.ts';
import type { Mailer } from './mailer.ts';
import type { GatheredMail } from './mail-outbox.ts';
import { writeMail } from './write-mail.ts';

export const SEND_MAIL = 'sendMail';

export interface MailParts {
  readonly store: Pick<AccessStore, 'notices' | 'mailOutbox' | 'approvals'>;
  readonly crm: Pick<CrmDirectory, 'contact'>;
  readonly records: ApprovableRecords;
  readonly mailer: Mailer;
  /** What the business calls its portal. */
  readonly portal: string;
  readonly portalUrl: string;
  readonly now: () => Date;
}

/**
 * Sends one e-mail: says what its contact may see of it at this very moment, as the portal would show it to them, and what they have not
 * read there. When that is nothing, nothing is sent.
 */
export function mailAction(parts: MailParts): ActionKind {
  return defineAction({
    kind: SEND_MAIL,
    command: z.strictObject({ mail: z.uuid() }),
    deliver: async ({ mail: id }, { marker }) => {
      const mail = await parts.store.mailOutbox.byId(id);
      const contact = mail && (await parts.crm.contact(mail.contactId, `mail-${id}`));
      if (!mail || !contact || readGlobalIdOf('Client', contact.clientId) !== mail.clientId) return nothing(parts);
      const notices = await newsOf(parts, mail, contact);
      if (notices.length === 0) return nothing(parts);
      if (contact.email === null) return { outcome: 'refused', reason: 'The CRM has no e-mail address of this contact.' };
      const { portal, portalUrl, now } = parts;
      const lines = notices.map(({ headline, about }) => ({
        headline,
        url: linkTo(portalUrl, toGlobalId(about.type, about.id)),
      }));
      const written = writeMail({ name: contact.name, portal, portalUrl, lines });
      try {
        await parts.mailer.send({ ...written, to: { name: contact.name, address: contact.email }, id: marker });
      } catch (error) {
        if (error instanceof MailRefused) return { outcome: 'refused', reason: refusal(error) };
        throw error;
      }
      return { outcome: 'applied', result: { notices: notices.length }, appliedAt: now() };
    },
  });
}

async function newsOf(parts: MailParts, mail: GatheredMail, { role }: CrmContact): Promise<Notice[]> {
  const { store, records } = parts;
  const scope = scopeOf({
    ...{ kind: 'client', subject: mail.contactId, contactId: mail.contactId, expiresAt: 0 },
    ...{ memberships: [{ clientId: mail.clientId, role }], scopes: ['clients:read', 'documents:read'] },
  });
  const sight = createSight({ store: store.approvals, records, scope, requestId: `mail-${mail.id}` });
  const clientId: ClientId = mail.clientId;
  const found = await store.notices.listOf(scope, contactRecipient(mail.contactId), clientId, await sight([clientId]), mail.id);
  return found.filter((notice) => !notice.isRead && (notice.isWaiting || !asksFor.has(notice.kind)));
}

/** What these ask for is no news any more when it is done. */
const asksFor: ReadonlySet<Notice['kind']> = new Set<Notice['kind']>([
  'APPROVAL_REQUESTED',
  'DOCUMENT_REQUESTED',
  'DUE_SOON',
  'OVERDUE',
]);

function nothing({ now }: MailParts): Delivery {
  return { outcome: 'applied', result: { notices: 0 }, appliedAt: now() };
}

function refusal(error: MailRefused): string {
  return error.cause instanceof Error ? `${error.message} It says: ${error.cause.message}` : error.message;
}

/** Where the business's frontend shows a record: it is told the id that `node` takes. */
export function linkTo(portalUrl: string, id: string): string {
  const url = new URL(portalUrl);
  url.searchParams.set('node', id);
  return url.href;
}
