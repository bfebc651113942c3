import { asClientId } from '../../../kit/domain.ts';
import type { Provenance } from '../../../kit/domain.ts';
import { seesBilling } from '../../../kit/scope.ts';
import type { Scope } from '../../../kit/scope.ts';
import type { StatusTable } from '../../../kit/status-table.ts';
import { MILESTONES_MAX } from '../../domain.ts';
import type { ClientRecord, Contact, Invoice, Milestone, Money, Project, Quote, StaffMember } from '../../domain.ts';
import { toMilestoneId } from './milestone-id.ts';
import type { ClientRow, ContactRow, InvoiceRow, MilestoneWire, ProjectRow, QuoteRow } from './wire.ts';

/** What all records of one answer have in common. */
export interface Reading {
  readonly system: string;
  readonly asOf: Date;
  readonly statuses: StatusTable;
}

export function toClientRecord(row: ClientRow, reading: Reading): ClientRecord {
  return {
    clientId: asClientId(row.id),
    name: row.name,
    clientSince: row.client_since,
    accountManager: toStaffMember(row.account_manager_name, row.account_manager_email, row.account_manager_phone),
    provenance: provenanceOf(row.id, reading),
  };
}

export function toContact(row: ContactRow, reading: Reading): Contact {
  return {
    id: row.id,
    clientId: asClientId(row.client_id),
    name: row.name,
    email: row.email,
    phone: row.phone,
    jobTitle: row.job_title,
    role: row.role,
    provenance: provenanceOf(row.id, reading),
  };
}

export function toProject(row: ProjectRow, reading: Reading): Project {
  return {
    id: row.id,
    clientId: asClientId(row.client_id),
    title: row.title,
    summary: row.summary,
    status: reading.statuses.statusOf('project', {
      state: row.state,
      since: new Date(row.state_since),
      dueBy: endOfDay(row.due_on),
    }),
    manager: toStaffMember(row.manager_name, row.manager_email, row.manager_phone),
    startsOn: row.starts_on,
    dueOn: row.due_on,
    milestones: (row.milestones ?? []).slice(0, MILESTONES_MAX).map((milestone) => toMilestone(milestone, row, reading)),
    updatedAt: new Date(row.updated_at),
    provenance: provenanceOf(row.id, reading),
  };
}

function toMilestone(milestone: MilestoneWire, project: ProjectRow, reading: Reading): Milestone {
  const id = toMilestoneId(project.id, milestone.key);
  return {
    id,
    clientId: asClientId(project.client_id),
    projectId: project.id,
    title: milestone.title,
    status: reading.statuses.statusOf('milestone', {
      state: milestone.state,
      since: new Date(milestone.state_since),
      dueBy: endOfDay(milestone.due_on ?? null),
    }),
    dueOn: milestone.due_on ?? null,
    completedOn: milestone.completed_on ?? null,
    provenance: provenanceOf(id, reading),
  };
}

export function toQuote(row: QuoteRow, reading: Reading, scope: Scope): Quote {
  const clientId = asClientId(row.client_id);
  return {
    id: row.id,
    clientId,
    number: row.number,
    title: row.title,
    status: reading.statuses.statusOf('quote', {
      state: row.state,
      since: new Date(row.state_since),
      dueBy: endOfDay(row.valid_until),
    }),
    projectId: row.project_id,
    total: seesBilling(scope, clientId) ? toMoney(row.total_amount, row.currency) : null,
    issuedOn: row.issued_on,
    validUntil: row.valid_until,
    updatedAt: new Date(row.updated_at),
    provenance: provenanceOf(row.id, reading),
  };
}

export function toInvoice(row: InvoiceRow, reading: Reading): Invoice {
  return {
    id: row.id,
    clientId: asClientId(row.client_id),
    number: row.number,
    title: row.title,
    status: reading.statuses.statusOf('invoice', {
      state: row.state,
      since: new Date(row.state_since),
      dueBy: endOfDay(row.due_on),
    }),
    projectId: row.project_id,
    total: { amount: row.total_amount, currency: row.currency },
    balance: { amount: row.balance_amount, currency: row.currency },
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    updatedAt: new Date(row.updated_at),
    provenance: provenanceOf(row.id, reading),
  };
}

function toStaffMember(name: string | null, email: string | null, phone: string | null): StaffMember | null {
  return name === null ? null : { name, email, phone };
}

function toMoney(amount: string | null, currency: string | null): Money | null {
  return amount === null || currency === null ? null : { amount, currency };
}

function provenanceOf(recordId: string, { system, asOf }: Reading): Provenance {
  return { system, recordId, asOf, stale: false };
}

/** What is due on a day is in time until the day is over. A view gives days without a time zone; they end in UTC. */
function endOfDay(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T23:59:59.999Z`);
}
