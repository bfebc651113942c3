import {
  Kind,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  valueFromASTUntyped,
} from 'graphql';
import type {
  DirectiveNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { createArgumentCost } from './argument-cost.ts';
import type { CostHints } from './cost-hints.ts';
import { CostProgram, variableOf } from './cost-program.ts';
import type { Amount, Given } from './cost-program.ts';
import { listSizeOf } from './list-size.ts';

/** What each operation of a document costs. */
export interface CompiledCost {
  readonly program: CostProgram;
  readonly operations: readonly OperationCost[];
}

export interface OperationCost {
  readonly name: string | null;
  readonly cost: Amount;
  readonly defaults: ReadonlyMap<string, unknown>;
}

export interface CostRules {
  readonly hints: CostHints;
  /** How many elements a list is taken to have of which nothing is said. */
  readonly listSizeDefault: number;
}

/** What each field of a mutation costs besides its payload, as in Apollo's router. */
const mutationWeight = 10;
const typeWeight = 1;

/**
 * Makes a calculation of a document that nobody has validated yet: what the schema does not have costs nothing, and validation refuses
 * it; a fragment that contains itself costs more than any limit. A selection set is measured once for each object type that it can be
 * about and not once for each use, so fragments that double each other cost as many steps as there are of them. Of an abstract type, the
 * dearest possible type counts. What is written twice counts twice, also where it would be answered once.
 */
export function createCompileCost(schema: GraphQLSchema, { hints, listSizeDefault }: CostRules) {
  const argumentCost = createArgumentCost(schema, hints);

  return function compileCost(document: DocumentNode): CompiledCost {
    const program = new CostProgram();
    const fragments = new Map<string, FragmentDefinitionNode>();
    const operations: OperationDefinitionNode[] = [];
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
      else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    }
    const measured = new Map<SelectionSetNode, Map<string, Measured>>();

    /** Of an object of this type, in which the fields of `sized` have the size that the field above was given. */
    function ofSelections(node: SelectionSetNode, type: GraphQLObjectType, sized: ReadonlySet<string>): Measured {
      const byType = measured.get(node) ?? new Map<string, Measured>();
      measured.set(node, byType);
      const key = [type.name, ...sized].join(' ');
      const known = byType.get(key);
      if (known) return known;
      // Until it is known: whoever comes here again meanwhile is inside of itself.
      byType.set(key, endless);
      const parts = node.selections.map((selection) => ofSelection(selection, type, sized)).filter((part) => part !== nothing);
      const whole =
        parts.length === 0
          ? nothing
          : { fixed: program.sum(parts.map(({ fixed }) => fixed)), each: program.sum(parts.map(({ each }) => each)) };
      byType.set(key, whole);
      return whole;
    }

    function ofSelection(selection: SelectionNode, type: GraphQLObjectType, sized: ReadonlySet<string>): Measured {
      const part = selection.kind === Kind.FIELD ? ofField(selection, type, sized) : ofFragment(selection, type, sized);
      return (selection.directives ?? []).reduce(
        ({ fixed, each }, directive) => ({ fixed: unlessAbsent(directive, fixed), each: unlessAbsent(directive, each) }),
        part,
      );
    }

    function ofFragment(
      selection: Exclude<SelectionNode, FieldNode>,
      type: GraphQLObjectType,
      sized: ReadonlySet<string>,
    ): Measured {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition?.name.value;
      if (!fragment || (condition !== undefined && !isOf(type, condition))) return nothing;
      return ofSelections(fragment.selectionSet, type, sized);
    }

    function ofField(field: FieldNode, parent: GraphQLObjectType, sized: ReadonlySet<string>): Measured {
      const name = field.name.value;
      const definition = name.startsWith('__') ? undefined : parent.getFields()[name];
      if (!definition || isFree(field, parent, definition)) return nothing;
      const coordinate = `${parent.name}.${name}`;
      const hint = hints.listSizes.get(coordinate);
      const size = hint ? listSizeOf({ program, field, definition, hint, sizeDefault: listSizeDefault }) : listSizeDefault;
      const named = getNamedType(definition.type);
      const own = hints.weights.get(coordinate);
      const inner = hint?.sizedFields ?? noFields;
      const content = isCompositeType(named)
        ? program.max(
            possibleTypes(named).map((type) => {
              const below = field.selectionSet ? ofSelections(field.selectionSet, type, inner) : nothing;
              return program.sum([own ?? weightOf(type), below.fixed, program.times(size, below.each)]);
            }),
          )
        : (own ?? hints.weights.get(named.name) ?? 0);
      const once = program.sum([
        argumentCost(program, field, coordinate, definition),
        parent === schema.getMutationType() ? mutationWeight : 0,
      ]);
      if (!isListType(getNullableType(definition.type))) return { fixed: program.sum([once, content]), each: 0 };
      if (sized.has(name)) return { fixed: once, each: content };
      return { fixed: program.sum([once, program.times(size, content)]), each: 0 };
    }

    /** `@skip` and `@include`, by exactly the values that execution takes for them; whatever else is given has the selection count. */
    function unlessAbsent({ name, arguments: given }: DirectiveNode, amount: Amount): Amount {
      const absence = name.value === 'skip' ? true : name.value === 'include' ? false : null;
      const value = given?.find((argument) => argument.name.value === 'if')?.value;
      if (absence === null || !value) return amount;
      if (value.kind === Kind.BOOLEAN) return value.value === absence ? 0 : amount;
      if (value.kind !== Kind.VARIABLE) return amount;
      const variable = value.name.value;
      return program.unless(
        `${String(absence)} ${variable}`,
        (request: Given) => variableOf(variable, request) === absence,
        amount,
      );
    }

    const costs = operations.map((operation): OperationCost => {
      const root = schema.getRootType(operation.operation);
      const { fixed } = root ? ofSelections(operation.selectionSet, root, noFields) : nothing;
      return { name: operation.name?.value ?? null, cost: fixed, defaults: defaultsOf(operation) };
    });
    program.finish();
    return { program, operations: costs };
  };

  /** Most fields are, so this is found out first. */
  function isFree(field: FieldNode, parent: GraphQLObjectType, { name, type }: GraphQLField<unknown, unknown>): boolean {
    const named = getNamedType(type);
    const hasArguments = field.arguments !== undefined && field.arguments.length > 0;
    if (!isLeafType(named) || hasArguments || parent === schema.getMutationType()) return false;
    return !hints.weights.has(named.name) && !hints.weights.has(`${parent.name}.${name}`);
  }

  function possibleTypes(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  }

  function isOf(type: GraphQLObjectType, condition: string): boolean {
    if (type.name === condition) return true;
    const other = schema.getType(condition);
    return isAbstractType(other) && schema.isSubType(other, type);
  }

  function weightOf(type: GraphQLObjectType): number {
    return hints.weights.get(type.name) ?? typeWeight;
  }
}

/** `fixed`, and `each` for every element of the list whose size was told above. */
interface Measured {
  readonly fixed: Amount;
  readonly each: Amount;
}

const nothing: Measured = { fixed: 0, each: 0 };
const endless: Measured = { fixed: Infinity, each: 0 };
const noFields: ReadonlySet<string> = new Set();

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlyMap<string, unknown> {
  return new Map(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    ),
  );
}
