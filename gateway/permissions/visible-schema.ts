import { getNamedType, isCompositeType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLCompositeType, GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Rights } from './rights.ts';
import type { CompiledRule, RuleTree } from './rule-tree.ts';

/** The schema as a caller with these rights may see it: what the check of an operation asks at every step. */
export interface VisibleSchema {
  /** The object types that something of this type can be. */
  readonly possibleTypes: (type: GraphQLCompositeType) => readonly GraphQLObjectType[];
  /** Whether the caller may meet objects of this type. */
  readonly isVisible: (type: GraphQLObjectType) => boolean;
  /** The rule that keeps the caller from this field, or null. */
  readonly deniedBy: (type: GraphQLObjectType, field: string) => CompiledRule | null;
  readonly fieldOf: (type: GraphQLCompositeType, field: string) => GraphQLField<unknown, unknown> | null;
  /** The type that a field leads to, when that has fields of its own. */
  readonly returnedBy: (type: GraphQLCompositeType, field: string) => GraphQLCompositeType | null;
  /** The composite type of this name, or null. */
  readonly composite: (name: string) => GraphQLCompositeType | null;
}

export function createVisibleSchema(options: {
  readonly schema: GraphQLSchema;
  readonly audienceSchema: GraphQLSchema;
  readonly tree: RuleTree;
  readonly rights: Rights;
}): VisibleSchema {
  const { schema, audienceSchema, tree, rights } = options;
  const possibleTypes: VisibleSchema['possibleTypes'] = (type) => (isObjectType(type) ? [type] : schema.getPossibleTypes(type));
  const fieldOf: VisibleSchema['fieldOf'] = (type, field) =>
    isObjectType(type) || isInterfaceType(type) ? (type.getFields()[field] ?? null) : null;
  return {
    possibleTypes,
    isVisible: (type) => audienceSchema.getType(type.name) !== undefined && rights.meets(tree.ofType(type.name)),
    deniedBy: (type, field) => {
      const rule = tree.ofField(type.name, field);
      return rights.meets(rule) ? null : rule;
    },
    fieldOf,
    returnedBy: (type, field) => {
      const definition = fieldOf(type, field);
      const named = definition && getNamedType(definition.type);
      return named && isCompositeType(named) ? named : null;
    },
    composite: (name) => {
      const type = schema.getType(name);
      return isCompositeType(type) ? type : null;
    },
  };
}
