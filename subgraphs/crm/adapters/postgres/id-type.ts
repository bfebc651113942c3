/**
 * A business's keys are text, whole numbers or UUIDs, and its indexes are on columns of that type. Ids are therefore compared in
 * the column's own type: a cast of the column would read the whole table. What could not be an id of that type is
 * sorted out before, so that it is absent, as any other unknown id, and not an error of the database.
 */
export interface IdType {
  /** As PostgreSQL names it in a cast. */
  readonly sqlType: 'text' | 'bigint' | 'uuid';
  /** Whether the text is an id of that type, in the one spelling that the database gives it. */
  readonly accepts: (id: string) => boolean;
}

const text: IdType = { sqlType: 'text', accepts: (id) => !id.includes('\0') };
const bigint: IdType = {
  sqlType: 'bigint',
  accepts: (id) => /^(0|-?[1-9]\d{0,18})$/.test(id) && BigInt.asIntN(64, BigInt(id)) === BigInt(id),
};
const uuid: IdType = {
  sqlType: 'uuid',
  accepts: (id) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id),
};

const byColumnType: Readonly<Record<string, IdType>> = { text, varchar: text, int2: bigint, int4: bigint, int8: bigint, uuid };

/** How ids of a column of this type (as `pg_type` names it) are compared; null for a type that is no use as an id. */
export function idTypeOf(columnType: string): IdType | null {
  return byColumnType[columnType] ?? null;
}
