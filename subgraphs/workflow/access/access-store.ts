import { randomUUID } from 'node:crypto';
import { openAccessDatabase } from './access-database.ts';
import type { AccessDatabaseOptions } from './access-database.ts';
import { createAudit } from './audit.ts';
import type { Audit } from './audit.ts';
import { createFeed } from './feed.ts';
import type { Feed } from './feed.ts';
import { createGrants } from './grants.ts';
import type { Grants } from './grants.ts';
import { createIdempotencyKeys } from './idempotency-keys.ts';
import type { IdempotencyKeys } from './idempotency-keys.ts';
import { createRevocations } from './revocations.ts';
import type { Revocations } from './revocations.ts';
import { createStaffViews } from './staff-views.ts';
import type { StaffViews } from './staff-views.ts';
import { createApprovalStore } from '../approvals/approval-store.ts';
import type { ApprovalStore } from '../approvals/approval-store.ts';
import { createDocumentRequestStore } from '../document-requests/document-request-store.ts';
import type { DocumentRequestStore } from '../document-requests/document-request-store.ts';
import { createMailOutbox } from '../mail/mail-outbox.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import { createNoticeOutbox } from '../notifications/notice-outbox.ts';
import type { NoticeOutbox } from '../notifications/notice-outbox.ts';
import { createNoticeStore } from '../notifications/notice-store.ts';
import type { NoticeStore } from '../notifications/notice-store.ts';
import type { ReceiptContent } from '../approvals/receipt.ts';
import type { WriteBack } from '../approvals/write-back.ts';

/** What the portal itself keeps: who was let in, who was shut out, who looked, and what happened. */
export interface AccessStore {
  readonly grants: Grants;
  readonly revocations: Revocations;
  readonly views: StaffViews;
  readonly audit: Audit;
  readonly feed: Feed;
  readonly approvals: ApprovalStore;
  readonly documentRequests: DocumentRequestStore;
  readonly notices: NoticeStore;
  readonly noticeOutbox: NoticeOutbox;
  readonly mailOutbox: MailOutbox;
  readonly keys: IdempotencyKeys;
  checkReady(): Promise<void>;
  close(): Promise<void>;
}

export interface AccessStoreOptions extends AccessDatabaseOptions {
  /** How long a revocation is kept: at least as long as anything that it can be about lives. */
  readonly revocationSeconds: number;
  /** Signs the receipts of decisions; without it nothing can be decided. */
  readonly signReceipt?: (content: ReceiptContent) => Promise<string>;
  /** Takes what was decided on its way to the system of record; without it nothing can be decided. */
  readonly writeBack?: WriteBack;
  readonly now?: () => Date;
  /** UUIDs of new approvals, decisions and requests for documents; drawn at random by default. */
  readonly newId?: (() => string) | undefined;
}

function cannotSign(): Promise<string> {
  return Promise.reject(new Error('this store signs no receipts'));
}

function cannotWriteBack(): Promise<void> {
  return Promise.reject(new Error('this store tells no system of record'));
}

/** The database need not be there yet: each method says so when it is asked. */
export function createAccessStore(options: AccessStoreOptions): AccessStore {
  const database = openAccessDatabase(options);
  const kept = { keptSeconds: options.revocationSeconds };
  const { now = () => new Date(), newId = randomUUID } = options;
  return {
    grants: createGrants(database),
    revocations: createRevocations(database, kept),
    views: createStaffViews(database, kept),
    audit: createAudit(database),
    feed: createFeed(database),
    keys: createIdempotencyKeys(database),
    approvals: createApprovalStore(database, {
      system: options.system,
      signReceipt: options.signReceipt ?? cannotSign,
      writeBack: options.writeBack ?? cannotWriteBack,
      ...{ now, newId },
    }),
    documentRequests: createDocumentRequestStore(database, { system: options.system, now, newId }),
    notices: createNoticeStore(database),
    noticeOutbox: createNoticeOutbox(database),
    mailOutbox: createMailOutbox(database),
    checkReady: () => database.checkReady(),
    close: () => database.close(),
  };
}
