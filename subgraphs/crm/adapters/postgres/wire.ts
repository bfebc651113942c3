import { z } from 'zod';
import { AppError } from '../../../../schema/contract/app-error.ts';
import { CLIENT_ROLES } from '../../../../schema/contract/identity-claims.ts';

/*
 * What the views give. PostgreSQL vouches for the types of columns; what it does not vouch for (nulls, since a view's columns
 * are all nullable, the form of `milestones`, roles, "infinity", "NaN") is checked here, before anything is made of it.
 */

/** As `selectList` writes instants: UTC with microseconds. */
const instant = z.iso.datetime({ precision: 6 });
const day = z.iso.date();
const amount = z.string().regex(/^-?\d+(\.\d+)?$/, 'not a decimal number');
const currency = z.string().regex(/^[A-Z]{3}$/, 'not an ISO 4217 code');
const id = z.string().min(1);

export const clientRow = z.object({
  id,
  name: z.string(),
  client_since: day.nullable(),
  account_manager_name: z.string().nullable(),
  account_manager_email: z.string().nullable(),
  account_manager_phone: z.string().nullable(),
});
export type ClientRow = z.infer<typeof clientRow>;

export const contactRow = z.object({
  id,
  client_id: id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  job_title: z.string().nullable(),
  role: z.enum(CLIENT_ROLES),
});
export type ContactRow = z.infer<typeof contactRow>;

/** With the index of the question that the contact answers. */
export const sharedContactRow = contactRow.extend({ place: z.number().int() });

export const roleChangeRow = z.object({
  marker: z.string(),
  contact_id: id,
  role: z.enum(CLIENT_ROLES),
  previous_role: z.enum(CLIENT_ROLES),
  changed_at: instant,
});

export const recordedDecisionRow = z.object({ marker: z.string(), decision: z.string(), recorded_at: instant });

const milestone = z.object({
  key: z.string().min(1),
  title: z.string(),
  state: z.string(),
  state_since: z.iso.datetime({ offset: true }),
  due_on: day.nullish(),
  completed_on: day.nullish(),
});
export type MilestoneWire = z.infer<typeof milestone>;

const milestones = z
  .array(milestone)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'two milestones have the same key');

export const projectRow = z.object({
  id,
  client_id: id,
  title: z.string(),
  summary: z.string().nullable(),
  state: z.string(),
  state_since: instant,
  manager_name: z.string().nullable(),
  manager_email: z.string().nullable(),
  manager_phone: z.string().nullable(),
  starts_on: day.nullable(),
  due_on: day.nullable(),
  milestones: milestones.nullable(),
  updated_at: instant,
});
export type ProjectRow = z.infer<typeof projectRow>;

const work = {
  id,
  client_id: id,
  project_id: id.nullable(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  state_since: instant,
  issued_on: day.nullable(),
  updated_at: instant,
};

export const quoteRow = z.object({
  ...work,
  total_amount: amount.nullable(),
  currency: currency.nullable(),
  valid_until: day.nullable(),
});
export type QuoteRow = z.infer<typeof quoteRow>;

export const invoiceRow = z.object({ ...work, total_amount: amount, balance_amount: amount, currency, due_on: day.nullable() });
export type InvoiceRow = z.infer<typeof invoiceRow>;

/** All rows, or `UPSTREAM_CONTRACT` when one of them cannot be read. */
export function parseRows<Row extends z.ZodType>(system: string, row: Row, rows: readonly unknown[]): z.output<Row>[] {
  return rows.map((one) => {
    const result = row.safeParse(one);
    if (result.success) return result.data;
    throw new AppError('UPSTREAM_CONTRACT', `${system} gave an answer that cannot be read.`, { cause: result.error });
  });
}
