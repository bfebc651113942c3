import { Kind, parse, visit } from 'graphql';
import type { ConstDirectiveNode, SelectionSetNode } from 'graphql';
import type { PlanningSupergraph, RequiredField } from './planning-supergraph.ts';

/** What a field requires: the place in what a subgraph is told of an object, and the name in the plan of what is told there. */
export type Slots = ReadonlyMap<string, string>;

export interface RequirementOf {
  (subgraph: string, type: string, field: string): Slots;
}

const nothing: Slots = new Map();

/** Reads what every field requires out of a supergraph that was prepared for planning. */
export function readRequirements({ supergraphSdl, requiredFields: known }: PlanningSupergraph): RequirementOf {
  const subgraphs = new Map<string, string>();
  const requirements = new Map<string, Slots>();
  const document = parse(supergraphSdl, { noLocation: true });
  visit(document, {
    EnumValueDefinition({ name, directives = [] }) {
      for (const directive of directives) {
        const subgraph = directive.name.value === 'join__graph' ? argument(directive, 'name') : null;
        if (subgraph !== null) subgraphs.set(name.value, subgraph);
      }
    },
  });
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        const fieldSet = directive.name.value === 'join__field' ? argument(directive, 'requires') : null;
        if (fieldSet === null) continue;
        const subgraph = subgraphs.get(argument(directive, 'graph') ?? '') ?? '';
        const [selected] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
        if (selected?.kind !== Kind.OPERATION_DEFINITION) continue;
        requirements.set(
          placeOf(subgraph, definition.name.value, field.name.value),
          new Map(slotsIn(selected.selectionSet, '', known)),
        );
      }
    }
  }
  return (subgraph, type, field) => requirements.get(placeOf(subgraph, type, field)) ?? nothing;
}

function placeOf(subgraph: string, type: string, field: string): string {
  return `${subgraph} ${type}.${field}`;
}

function* slotsIn(
  { selections }: SelectionSetNode,
  path: string,
  known: ReadonlyMap<string, RequiredField>,
): Generator<readonly [string, string]> {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) yield* slotsIn(selection.selectionSet, path, known);
    if (selection.kind !== Kind.FIELD) continue;
    const name = selection.name.value;
    const slot = `${path}/${known.get(name)?.name ?? name}`;
    yield [slot, name];
    if (selection.selectionSet) yield* slotsIn(selection.selectionSet, slot, known);
  }
}

function argument({ arguments: given }: ConstDirectiveNode, name: string): string | null {
  const value = given?.find((one) => one.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : null;
}
