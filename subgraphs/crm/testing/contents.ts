import type {
  SeedClient,
  SeedContact,
  SeedInvoice,
  SeedMilestone,
  SeedProject,
  SeedQuote,
  SeedStaff,
} from '../../../scripts/seed/world-types.ts';

/** What a CRM holds in a test. Whoever runs the contract suite puts it into the system that its adapter reads. */
export interface CrmContents {
  readonly staff: readonly SeedStaff[];
  readonly clients: readonly SeedClient[];
  readonly contacts: readonly SeedContact[];
  readonly projects: readonly SeedProject[];
  readonly quotes: readonly SeedQuote[];
  readonly invoices: readonly SeedInvoice[];
}

export const sara: SeedStaff = { id: 'sara', name: 'Sara Kern', email: 'sara@agency.example', phone: '+49 40 66969 100' };

export const noon = new Date('2026-11-24T12:00:00.000Z');

export function contents(given: Partial<CrmContents>): CrmContents {
  return { staff: [sara], clients: [], contacts: [], projects: [], quotes: [], invoices: [], ...given };
}

export function aClient(id: string, given: Partial<SeedClient> = {}): SeedClient {
  return { id, name: `Client ${id}`, clientSince: '2019-04-01', accountManager: sara, ...given };
}

export function aContact(id: string, clientId: string, given: Partial<SeedContact> = {}): SeedContact {
  const email = `${id}@${clientId}.example`;
  return { id, clientId, name: `Contact ${id}`, email, phone: '1', jobTitle: 'Buyer', role: 'MEMBER', ...given };
}

export function aProject(id: string, clientId: string, given: Partial<SeedProject> = {}): SeedProject {
  return {
    id,
    clientId,
    title: `Project ${id}`,
    summary: 'What it is about.',
    state: 'active',
    stateSince: noon,
    manager: sara,
    startsOn: '2026-11-01',
    dueOn: '2026-12-24',
    updatedAt: noon,
    milestones: [],
    ...given,
  };
}

export function aMilestone(key: string, given: Partial<SeedMilestone> = {}): SeedMilestone {
  return { key, title: `Milestone ${key}`, state: 'active', stateSince: noon, dueOn: null, completedOn: null, ...given };
}

export function aQuote(id: string, clientId: string, given: Partial<SeedQuote> = {}): SeedQuote {
  return {
    id,
    clientId,
    projectId: null,
    number: `Q-${id}`,
    title: `Quote ${id}`,
    state: 'sent',
    stateSince: noon,
    total: { amount: '1290.50', currency: 'EUR' },
    issuedOn: '2026-11-20',
    validUntil: '2026-12-20',
    updatedAt: noon,
    ...given,
  };
}

export function anInvoice(id: string, clientId: string, given: Partial<SeedInvoice> = {}): SeedInvoice {
  return {
    id,
    clientId,
    projectId: null,
    number: `I-${id}`,
    title: `Invoice ${id}`,
    state: 'open',
    stateSince: noon,
    total: { amount: '500.00', currency: 'EUR' },
    balance: { amount: '120.00', currency: 'EUR' },
    issuedOn: '2026-11-20',
    dueOn: '2026-12-04',
    updatedAt: noon,
    ...given,
  };
}
