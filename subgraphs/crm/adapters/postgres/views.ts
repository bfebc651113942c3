/**
 * The views that a business makes in front of its own tables: the whole of what this adapter reads. The README beside this file
 * says what each column means; a test compares the two.
 */
export type ColumnType = 'id' | 'text' | 'date' | 'timestamptz' | 'numeric' | 'jsonb';

export interface ViewColumn {
  readonly type: ColumnType;
  readonly nullable: boolean;
}

export interface View {
  /** Whether a business may leave it out. */
  readonly optional: boolean;
  readonly columns: Readonly<Record<string, ViewColumn>>;
}

export const VIEW_NAMES = [
  'clients',
  'contacts',
  'projects',
  'quotes',
  'invoices',
  'contact_role_changes',
  'recorded_decisions',
] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

function required(type: ColumnType): ViewColumn {
  return { type, nullable: false };
}

function nullable(type: ColumnType): ViewColumn {
  return { type, nullable: true };
}

export const VIEWS: Readonly<Record<ViewName, View>> = {
  clients: {
    optional: false,
    columns: {
      id: required('id'),
      name: required('text'),
      client_since: nullable('date'),
      account_manager_name: nullable('text'),
      account_manager_email: nullable('text'),
      account_manager_phone: nullable('text'),
    },
  },
  contacts: {
    optional: false,
    columns: {
      id: required('id'),
      client_id: required('id'),
      name: required('text'),
      email: nullable('text'),
      phone: nullable('text'),
      job_title: nullable('text'),
      role: required('text'),
    },
  },
  projects: {
    optional: false,
    columns: {
      id: required('id'),
      client_id: required('id'),
      title: required('text'),
      summary: nullable('text'),
      state: required('text'),
      state_since: required('timestamptz'),
      manager_name: nullable('text'),
      manager_email: nullable('text'),
      manager_phone: nullable('text'),
      starts_on: nullable('date'),
      due_on: nullable('date'),
      milestones: nullable('jsonb'),
      updated_at: required('timestamptz'),
    },
  },
  quotes: {
    optional: false,
    columns: {
      id: required('id'),
      client_id: required('id'),
      project_id: nullable('id'),
      number: required('text'),
      title: required('text'),
      state: required('text'),
      state_since: required('timestamptz'),
      total_amount: nullable('numeric'),
      currency: nullable('text'),
      issued_on: nullable('date'),
      valid_until: nullable('date'),
      updated_at: required('timestamptz'),
    },
  },
  invoices: {
    optional: true,
    columns: {
      id: required('id'),
      client_id: required('id'),
      project_id: nullable('id'),
      number: required('text'),
      title: required('text'),
      state: required('text'),
      state_since: required('timestamptz'),
      total_amount: required('numeric'),
      balance_amount: required('numeric'),
      currency: required('text'),
      issued_on: nullable('date'),
      due_on: nullable('date'),
      updated_at: required('timestamptz'),
    },
  },
  contact_role_changes: {
    optional: true,
    columns: {
      marker: required('text'),
      contact_id: required('id'),
      role: required('text'),
      previous_role: required('text'),
      changed_at: required('timestamptz'),
    },
  },
  recorded_decisions: {
    optional: true,
    columns: {
      marker: required('text'),
      decision: required('text'),
      recorded_at: required('timestamptz'),
    },
  },
};
