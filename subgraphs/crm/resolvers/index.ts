import { DateTimeResolver, LocalDateResolver, SafeIntResolver, URLResolver } from 'graphql-scalars';
import { approvableResolvers } from '../../kit/approvable.ts';
import type { ResolverMap } from '../../kit/guard.ts';
import { sharingResolvers } from '../../kit/sharing.ts';
import { client } from './client.ts';
import { contact } from './contact.ts';
import type { Resolvers } from './generated.ts';
import { invoice } from './invoice.ts';
import { milestone } from './milestone.ts';
import { mutation } from './mutation.ts';
import { project } from './project.ts';
import { query } from './query.ts';
import { quote } from './quote.ts';
import { setContactRolePayload } from './set-contact-role-payload.ts';
import { sharedRecord } from './shared-record.ts';

const own: Resolvers = {
  Query: query,
  Mutation: mutation,
  SetContactRolePayload: setContactRolePayload,
  Document: sharedRecord,
  Ticket: sharedRecord,
  Sharing: sharingResolvers,
  Approvable: approvableResolvers,
  Client: client,
  Contact: contact,
  Project: project,
  Milestone: milestone,
  Quote: quote,
  Invoice: invoice,
  DateTime: DateTimeResolver,
  LocalDate: LocalDateResolver,
  SafeInt: SafeIntResolver,
  URL: URLResolver,
};

export const resolvers: ResolverMap = { ...own };
