import { Kind, parse, print, visit } from 'graphql';
import type {
  ASTNode,
  ConstDirectiveNode,
  DirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  FieldNode,
  TypeDefinitionNode,
} from 'graphql';

/** A field with arguments that another field requires; it is planned as a field of its own. */
export interface RequiredField {
  readonly name: string;
  readonly arguments: NonNullable<FieldNode['arguments']>;
}

export interface PlanningSupergraph {
  readonly supergraphSdl: string;
  /** By the names that stand for them in plans. */
  readonly requiredFields: ReadonlyMap<string, RequiredField>;
}

/**
 * The supergraph as the planner is given it, in which two things are put right that would lead it to wrong plans:
 *
 * - To go on in a subgraph after `@requires`, the planner takes the first key that the subgraph has, also one by which it finds
 *   nothing (`resolvable: false`). Here those come last.
 * - `@requires(fields: "price(currency: \"EUR\")")` has the planner ask for `price`, and what lies under that name is told, whatever the
 *   caller or another requirement wanted of `price`. Here each set of arguments is a field of its own, `required0_price`;
 *   `createRestoreRequiredFields` makes of it again what subgraphs know. Callers have no such fields in their schema.
 */
export function preparePlanningSupergraph(supergraphSdl: string): PlanningSupergraph {
  const document = parse(supergraphSdl, { noLocation: true });
  const required = collectRequired(document, unusedPrefix(supergraphSdl));
  const prepared = visit(document, {
    enter(node) {
      if (!isFieldsDefinition(node)) return undefined;
      return {
        ...node,
        directives: resolvableKeysFirst(node.directives ?? []),
        fields: (node.fields ?? []).flatMap((field) => withRequired(node.name.value, field, required)),
      };
    },
  });
  const requiredFields = new Map([...required.names.values()].map(({ placeholder, field }) => [placeholder, field]));
  return { supergraphSdl: print(prepared), requiredFields };
}

type FieldsDefinition = Extract<TypeDefinitionNode, { kind: Kind.OBJECT_TYPE_DEFINITION | Kind.INTERFACE_TYPE_DEFINITION }>;

function isFieldsDefinition(node: ASTNode): node is FieldsDefinition {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function resolvableKeysFirst(directives: readonly ConstDirectiveNode[]): ConstDirectiveNode[] {
  const isLast = (directive: ConstDirectiveNode): boolean =>
    directive.arguments?.some(({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value) ??
    false;
  return [...directives.filter((directive) => !isLast(directive)), ...directives.filter(isLast)];
}

/** No name in the supergraph begins with it. */
function unusedPrefix(supergraphSdl: string): string {
  let prefix = 'required';
  while (new RegExp(`\\b${prefix}\\d+_`).test(supergraphSdl)) prefix += '_';
  return prefix;
}

interface Required {
  /** By field and arguments. */
  readonly names: Map<string, { readonly placeholder: string; readonly field: RequiredField }>;
}

/** All fields with arguments in what fields require, whatever type they are of. */
function collectRequired(document: DocumentNode, prefix: string): Required {
  const names: Required['names'] = new Map();
  visit(document, {
    Directive(directive) {
      const fieldSet = requiresOf(directive);
      if (fieldSet === null) return;
      visit(parseFieldSet(fieldSet), {
        Field(field) {
          const key = keyOf(field);
          if (key === null || names.has(key)) return;
          const name = field.name.value;
          names.set(key, { placeholder: `${prefix}${names.size}_${name}`, field: { name, arguments: field.arguments ?? [] } });
        },
      });
    },
  });
  return { names };
}

/** The field itself, and one without arguments for each set of them with which it is required. */
function withRequired(typeName: string, field: FieldDefinitionNode, { names }: Required): FieldDefinitionNode[] {
  const placeholderFor = (required: FieldNode): string | undefined => {
    const key = keyOf(required);
    return key === null ? undefined : names.get(key)?.placeholder;
  };
  const directives = (field.directives ?? []).map((directive) => withPlaceholders(directive, placeholderFor));
  const own: FieldDefinitionNode = { ...field, directives };
  if (typeName.startsWith('join__')) return [own];
  const placeholders = [...names.values()]
    .filter((known) => known.field.name === field.name.value)
    .map(({ placeholder }): FieldDefinitionNode => ({
      kind: Kind.FIELD_DEFINITION,
      name: { kind: Kind.NAME, value: placeholder },
      type: field.type,
      directives: directives.filter(({ name }) => name.value === 'join__field'),
    }));
  return [own, ...placeholders];
}

function withPlaceholders(
  directive: ConstDirectiveNode,
  placeholderFor: (field: FieldNode) => string | undefined,
): ConstDirectiveNode {
  const fieldSet = requiresOf(directive);
  if (fieldSet === null) return directive;
  const replaced = visit(parseFieldSet(fieldSet), {
    Field: (field) => {
      const placeholder = placeholderFor(field);
      return placeholder === undefined ? undefined : { ...field, name: { kind: Kind.NAME, value: placeholder }, arguments: [] };
    },
  });
  const text = print(replaced).replace(/\s+/g, ' ').replace(/^\{ | \}$/g, ''); // prettier-ignore
  return {
    ...directive,
    arguments: (directive.arguments ?? []).map((argument) =>
      argument.name.value === 'requires' ? { ...argument, value: { kind: Kind.STRING, value: text } } : argument,
    ),
  };
}

function requiresOf({ name, arguments: given }: DirectiveNode): string | null {
  if (name.value !== 'join__field') return null;
  const value = given?.find((argument) => argument.name.value === 'requires')?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

function parseFieldSet(text: string): DocumentNode {
  return parse(`{ ${text} }`, { noLocation: true });
}

/** Null for a field without arguments. */
function keyOf({ name, arguments: given }: FieldNode): string | null {
  return given && given.length > 0 ? `${name.value}(${given.map(print).sort().join()})` : null;
}
