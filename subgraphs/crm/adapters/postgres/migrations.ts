import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/**
 * A CRM for a business that has none: tables in the schema `crm`, and in front of them the very views that this adapter asks of
 * any other business. A migration that has been released is never changed; what comes later is a further one.
 */
export function createMigrations(viewSchema: string): Record<string, Migration> {
  return {
    '0001_tables': { up: (database) => run(database, tables) },
    '0002_views': { up: (database) => run(database, views.replaceAll('portal_crm', `"${viewSchema}"`)) },
    '0003_role_changes': { up: (database) => run(database, roleChanges.replaceAll('portal_crm', `"${viewSchema}"`)) },
    '0004_decisions': { up: (database) => run(database, decisions.replaceAll('portal_crm', `"${viewSchema}"`)) },
  };
}

async function run(database: Kysely<unknown>, statements: string): Promise<void> {
  await sql.raw(statements).execute(database);
}

const tables = `
  create table crm.staff (
    id text primary key,
    name text not null,
    email text,
    phone text
  );

  create table crm.companies (
    id text primary key check (id <> ''),
    name text not null check (name <> ''),
    client_since date,
    account_manager_id text references crm.staff (id)
  );

  create table crm.people (
    id text primary key check (id <> ''),
    company_id text not null references crm.companies (id),
    name text not null check (name <> ''),
    email text,
    phone text,
    job_title text,
    role text not null check (role in ('OWNER', 'MEMBER', 'BILLING', 'VIEWER'))
  );
  create index people_by_company on crm.people (company_id);

  create table crm.projects (
    id text primary key check (id <> ''),
    company_id text not null references crm.companies (id),
    title text not null,
    summary text,
    state text not null check (state in ('planned', 'active', 'waiting_for_client', 'on_hold', 'completed', 'cancelled')),
    state_since timestamptz not null default now(),
    manager_id text references crm.staff (id),
    starts_on date,
    due_on date,
    updated_at timestamptz not null default now(),
    unique (id, company_id)
  );
  create index projects_by_change on crm.projects (company_id, updated_at desc, id desc);

  create table crm.milestones (
    project_id text not null references crm.projects (id) on delete cascade,
    key text not null check (key <> ''),
    place integer not null,
    title text not null,
    state text not null check (state in ('planned', 'active', 'waiting_for_client', 'reached')),
    state_since timestamptz not null default now(),
    due_on date,
    completed_on date,
    primary key (project_id, key),
    unique (project_id, place)
  );

  -- The keys on (project_id, company_id) keep a quote or an invoice from naming another company's project.
  create table crm.quotes (
    id text primary key check (id <> ''),
    company_id text not null references crm.companies (id),
    project_id text,
    number text not null unique,
    title text not null,
    state text not null check (state in ('draft', 'sent', 'accepted', 'rejected', 'expired')),
    state_since timestamptz not null default now(),
    total_amount numeric(14, 2) not null check (total_amount >= 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    issued_on date,
    valid_until date,
    updated_at timestamptz not null default now(),
    foreign key (project_id, company_id) references crm.projects (id, company_id)
  );
  create index quotes_by_change on crm.quotes (company_id, updated_at desc, id desc);
  create index quotes_by_project on crm.quotes (project_id);

  create table crm.invoices (
    id text primary key check (id <> ''),
    company_id text not null references crm.companies (id),
    project_id text,
    number text not null unique,
    title text not null,
    state text not null check (state in ('draft', 'open', 'overdue', 'paid', 'cancelled')),
    state_since timestamptz not null default now(),
    total_amount numeric(14, 2) not null,
    balance_amount numeric(14, 2) not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    issued_on date,
    due_on date,
    updated_at timestamptz not null default now(),
    foreign key (project_id, company_id) references crm.projects (id, company_id)
  );
  create index invoices_by_change on crm.invoices (company_id, updated_at desc, id desc);
  create index invoices_by_project on crm.invoices (project_id);
`;

const views = `
  create schema if not exists portal_crm;

  create view portal_crm.clients as
    select c.id, c.name, c.client_since,
      s.name as account_manager_name, s.email as account_manager_email, s.phone as account_manager_phone
    from crm.companies c left join crm.staff s on s.id = c.account_manager_id;

  create view portal_crm.contacts as
    select id, company_id as client_id, name, email, phone, job_title, role from crm.people;

  create view portal_crm.projects as
    select p.id, p.company_id as client_id, p.title, p.summary, p.state, p.state_since,
      s.name as manager_name, s.email as manager_email, s.phone as manager_phone,
      p.starts_on, p.due_on,
      coalesce(
        (select jsonb_agg(
            jsonb_build_object(
              'key', m.key, 'title', m.title, 'state', m.state, 'state_since', m.state_since,
              'due_on', m.due_on, 'completed_on', m.completed_on
            ) order by m.place)
          from crm.milestones m where m.project_id = p.id),
        '[]'
      ) as milestones,
      p.updated_at
    from crm.projects p left join crm.staff s on s.id = p.manager_id;

  create view portal_crm.quotes as
    select id, company_id as client_id, project_id, number, title, state, state_since,
      total_amount, currency, issued_on, valid_until, updated_at
    from crm.quotes where state <> 'draft';

  create view portal_crm.invoices as
    select id, company_id as client_id, project_id, number, title, state, state_since,
      total_amount, balance_amount, currency, issued_on, due_on, updated_at
    from crm.invoices where state <> 'draft';
`;

const roleChanges = `
  create table crm.role_changes (
    marker text primary key,
    person_id text not null references crm.people (id) on delete cascade,
    role text not null,
    previous_role text not null,
    changed_at timestamptz not null default clock_timestamp()
  );
  create index role_changes_by_person on crm.role_changes (person_id, changed_at);

  create view portal_crm.contact_role_changes as
    select marker, person_id as contact_id, role, previous_role, changed_at from crm.role_changes;

  create function portal_crm.set_contact_role(contact text, new_role text, change_marker text) returns void
  language plpgsql as $$
  declare
    role_before text;
  begin
    select role into strict role_before from crm.people where id = contact for update;
    update crm.people set role = new_role where id = contact;
    insert into crm.role_changes (marker, person_id, role, previous_role) values (change_marker, contact, new_role, role_before);
  end
  $$;
`;

const decisions = `
  alter table crm.quotes drop constraint quotes_state_check, add constraint quotes_state_check
    check (state in ('draft', 'sent', 'changes_requested', 'accepted', 'rejected', 'expired'));
  alter table crm.milestones drop constraint milestones_state_check, add constraint milestones_state_check
    check (state in ('planned', 'active', 'waiting_for_client', 'reached', 'approved', 'rejected', 'changes_requested'));

  create table crm.decisions (
    marker text primary key,
    quote_id text references crm.quotes (id) on delete cascade,
    project_id text,
    milestone_key text,
    decision text not null check (decision in ('APPROVED', 'REJECTED', 'CHANGES_REQUESTED')),
    decided_by text not null,
    decided_at timestamptz not null,
    comment text,
    recorded_at timestamptz not null default clock_timestamp(),
    foreign key (project_id, milestone_key) references crm.milestones (project_id, key) on delete cascade,
    check ((quote_id is null) = (milestone_key is not null) and (project_id is null) = (milestone_key is null))
  );

  create view portal_crm.recorded_decisions as select marker, decision, recorded_at from crm.decisions;

  -- A quote that was settled in the meantime stays as it is, unless it was settled just so.
  create function portal_crm.record_quote_decision(
    quote text, new_decision text, decider text, decided timestamptz, remark text, decision_marker text
  ) returns void
  language plpgsql as $$
  declare
    state_before text;
    state_after text := case new_decision when 'APPROVED' then 'accepted' when 'REJECTED' then 'rejected' else 'changes_requested' end;
  begin
    select state into strict state_before from crm.quotes where id = quote for update;
    if state_before not in ('sent', 'changes_requested', state_after) then
      raise exception 'the quote is % by now', state_before;
    end if;
    update crm.quotes set state = state_after, state_since = decided, updated_at = clock_timestamp()
      where id = quote and state <> state_after;
    insert into crm.decisions (marker, quote_id, decision, decided_by, decided_at, comment)
      values (decision_marker, quote, new_decision, decider, decided, remark);
  end
  $$;

  create function portal_crm.record_milestone_decision(
    project text, milestone text, new_decision text, decider text, decided timestamptz, remark text, decision_marker text
  ) returns void
  language plpgsql as $$
  declare
    state_before text;
    state_after text := lower(new_decision);
  begin
    select state into strict state_before from crm.milestones where project_id = project and key = milestone for update;
    update crm.milestones set state = state_after, state_since = decided
      where project_id = project and key = milestone and state <> state_after;
    update crm.projects set updated_at = clock_timestamp() where id = project and state_before <> state_after;
    insert into crm.decisions (marker, project_id, milestone_key, decision, decided_by, decided_at, comment)
      values (decision_marker, project, milestone, new_decision, decider, decided, remark);
  end
  $$;
`;
