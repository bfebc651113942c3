import { z } from 'zod';

/*
 * What the adapter reads of Request Tracker's answers, and no more. Numbers come as text in some places and as numbers in others,
 * depending on RT's version and database; a time that is not set is 1970.
 */
const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,15}$/));

const time = z
  .string()
  .nullish()
  .transform((text, context): Date | null => {
    if (text == null || text === '') return null;
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) {
      context.addIssue({ code: 'custom', message: 'must be a time' });
      return z.NEVER;
    }
    return at.getTime() === 0 ? null : at;
  });

const user = z.looseObject({
  /** `group` for a group, which can be in copy like a person. */
  type: z.string().nullish(),
  id: z.union([z.string(), z.number()]).nullish(),
  Name: z.string().nullish(),
  RealName: z.string().nullish(),
  EmailAddress: z.string().nullish(),
});

const customFields = z
  .union([z.array(z.looseObject({ name: z.string(), values: z.array(z.unknown()) })), z.literal('')])
  .nullish()
  .transform((fields): ReadonlyMap<string, readonly string[]> => {
    const isText = (value: unknown): value is string => typeof value === 'string';
    return new Map((fields || []).map(({ name, values }) => [name, values.filter(isText)]));
  });

/** A role has a list of people, or one of them. */
const people = z
  .union([z.array(user), user.transform((one) => [one]), z.literal('').transform(() => [])])
  .nullish()
  .transform((some) => some ?? []);

export const wireTicket = z.looseObject({
  id,
  Subject: z.string().nullish(),
  Status: z.string().min(1),
  Priority: z.union([z.string(), z.number()]).nullish(),
  Created: time,
  LastUpdated: time,
  Started: time,
  Due: time,
  Resolved: time,
  CustomFields: customFields,
  Requestor: people,
  Cc: people,
  Owner: people,
});
export type WireTicket = z.output<typeof wireTicket>;

export const wireTransaction = z.looseObject({
  id,
  Type: z.string(),
  ObjectId: id,
  Created: time,
  NewValue: z.string().nullish(),
  Creator: z.union([user, z.literal('').transform(() => null)]).nullish(),
  CustomFields: customFields,
});
export type WireTransaction = z.output<typeof wireTransaction>;

export const wireAttachment = z.looseObject({
  id,
  TransactionId: id,
  ContentType: z.string().nullish(),
  Filename: z.string().nullish(),
  ContentLength: z.union([z.string(), z.number()]).nullish(),
});
export type WireAttachment = z.output<typeof wireAttachment>;

export const wireContent = z.looseObject({ id, Content: z.string().nullish() });

export function collectionOf<Item extends z.ZodType>(item: Item) {
  return z.looseObject({ total: z.number().nullish(), items: z.array(item) });
}

const namedFields = z.array(z.looseObject({ name: z.string() })).nullish();

export const wireQueue = z.looseObject({
  Name: z.string(),
  CorrespondAddress: z.string().nullish(),
  CommentAddress: z.string().nullish(),
  TicketCustomFields: namedFields,
  TicketTransactionCustomFields: namedFields,
});

export const wireCreated = z.looseObject({ id });
