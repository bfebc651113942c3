import { DateTimeResolver, LocalDateResolver, SafeIntResolver, URLResolver } from 'graphql-scalars';
import type { ResolverMap } from '../../kit/guard.ts';
import { auditEvent, partnerGrant, staffView } from './access-records.ts';
import { approval, approvalDecision } from './approval.ts';
import { client } from './client.ts';
import { documentRequest, documentSubmission } from './document-request.ts';
import type { Resolvers } from './generated.ts';
import { failedMail } from './mails.ts';
import { mutation } from './mutation.ts';
import { notification } from './notifications.ts';
import { query } from './query.ts';
import { failedAction } from './receipts.ts';
import { stubs } from './stubs.ts';

const own: Resolvers = {
  DateTime: DateTimeResolver,
  LocalDate: LocalDateResolver,
  SafeInt: SafeIntResolver,
  URL: URLResolver,
  Query: query,
  Mutation: mutation,
  Client: client,
  PartnerGrant: partnerGrant,
  StaffView: staffView,
  AuditEvent: auditEvent,
  Approval: approval,
  ApprovalDecision: approvalDecision,
  DocumentRequest: documentRequest,
  DocumentSubmission: documentSubmission,
  Notification: notification,
  FailedMail: failedMail,
  FailedAction: failedAction,
};

export const resolvers: ResolverMap = { ...own, ...stubs };
