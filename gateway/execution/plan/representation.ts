import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { isData, isInherited, ownValue } from './own-value.ts';
import type { Data } from './own-value.ts';
import type { FieldNames } from './subgraph-keys.ts';
import type { TypeConditions } from './type-conditions.ts';

/**
 * What a subgraph is told of an object, as JSON: its key and what `@requires` names. It is written as text at once, for it has to
 * be text in the end, and by the text two objects are found to be the same. Null for an object that this subgraph cannot be asked
 * about: of another type, or without a value that could not be had.
 */
export interface WriteRepresentation {
  (entity: Data): string | null;
}

type Selections = readonly QueryPlanSelectionNode[];

interface RequiredField {
  /** In the tree; it can be told under another one. */
  readonly key: string;
  readonly name: string;
  readonly isInherited: boolean;
  /** The name and a colon, as JSON. */
  readonly head: string;
  readonly writeObject: ((value: Data) => string | null) | null;
  /** Which fields there are below, of any type. */
  readonly inner: FieldNames | null;
}

const typesMax = 500;

export function compileRepresentation(
  requires: Selections,
  applies: TypeConditions,
  holdsKey: (typeName: string, told: FieldNames) => boolean,
): WriteRepresentation {
  const write = compileObject(requires, applies, holdsKey);
  return (entity) => (typeof ownValue(entity, '__typename') === 'string' ? write(entity) : null);
}

function compileObject(
  selections: Selections,
  applies: TypeConditions,
  isEnough: (typeName: string, told: FieldNames) => boolean = () => true,
): (value: Data) => string | null {
  const fieldsByType = new Map<unknown, readonly RequiredField[]>();
  const dependsOnType = selections.some(({ kind }) => kind === 'InlineFragment');
  return (value) => {
    const typeName = dependsOnType ? ownValue(value, '__typename') : null;
    let fields = fieldsByType.get(typeName);
    if (!fields) {
      fields = compileFields(selections, typeof typeName === 'string' ? typeName : null, applies);
      if (typeof typeName === 'string' && !isEnough(typeName, namesOf(fields))) fields = [];
      // Type names come from subgraphs: there are as many as a faulty one likes.
      if (fieldsByType.size < typesMax) fieldsByType.set(typeName, fields);
    }
    // Nothing is required of an object of this type: it is not asked for.
    return fields.length > 0 ? writeFields(fields, value) : null;
  };
}

/** Of what an object requires: where it can be of several types, the subgraph is told of which, as it could not know otherwise. */
function withTypeName(selections: Selections): Selections {
  const dependsOnType = selections.some(({ kind }) => kind === 'InlineFragment');
  return dependsOnType ? [{ kind: 'Field', name: '__typename' }, ...selections] : selections;
}

/** Which fields an object of one type is to have, with those that several fragments ask for merged. */
function compileFields(selections: Selections, typeName: string | null, applies: TypeConditions): RequiredField[] {
  const merged = new Map<string, { readonly key: string; readonly inner: QueryPlanSelectionNode[] | null }>();
  const collect = (some: Selections): void => {
    for (const selection of some) {
      if (selection.kind === 'InlineFragment') {
        const { typeCondition } = selection;
        if (typeCondition === undefined || (typeName !== null && applies(typeCondition, typeName))) collect(selection.selections);
        continue;
      }
      const { name, alias: key = name } = selection;
      const known = merged.get(name)?.inner ?? [];
      merged.set(name, { key, inner: selection.selections ? [...known, ...selection.selections] : null });
    }
  };
  collect(selections);
  return [...merged].map(([name, { key, inner }]) => ({
    ...{ key, name },
    isInherited: isInherited(key),
    head: `${JSON.stringify(name)}:`,
    writeObject: inner && compileObject(withTypeName(inner), applies),
    inner: inner && namesIn(inner),
  }));
}

function namesOf(fields: readonly RequiredField[]): FieldNames {
  return new Map(fields.map(({ name, inner }) => [name, inner]));
}

function namesIn(selections: Selections): FieldNames {
  return new Map(
    selections.flatMap((selection): (readonly [string, FieldNames | null])[] =>
      selection.kind === 'InlineFragment'
        ? [...namesIn(selection.selections)]
        : [[selection.name, selection.selections ? namesIn(selection.selections) : null]],
    ),
  );
}

function writeFields(fields: readonly RequiredField[], data: Data): string | null {
  let text = '';
  for (const field of fields) {
    const value = field.isInherited ? ownValue(data, field.key) : data[field.key];
    // It was asked for and is not there, not even as null: what asked for it failed, and has said so.
    if (value === undefined) return null;
    text += `${text === '' ? '{' : ','}${field.head}${writeValue(value, field.writeObject)}`;
  }
  return `${text}}`;
}

/** Text that JSON writes as it is: of ASCII, without quotation marks, backslashes and control characters. */
const plainText = /^[ !#-[\]-~]*$/;

function writeValue(value: unknown, writeObject: RequiredField['writeObject']): string {
  if (typeof value === 'string' && plainText.test(value)) return `"${value}"`;
  if (writeObject === null || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((element: unknown) => writeValue(element, writeObject)).join(',')}]`;
  return (isData(value) ? writeObject(value) : null) ?? 'null';
}
