import { Kind, isTypeDefinitionNode, isTypeExtensionNode, valueFromASTUntyped } from 'graphql';
import type { DefinitionNode, DirectiveNode, DocumentNode, TypeDefinitionNode, TypeExtensionNode } from 'graphql';
import { PermissionsError } from '../supergraph-permissions.ts';
import { AUDIENCES } from './audience.ts';
import type { Audience } from './audience.ts';

/** By coordinate, the audiences that a tagged element is for. An element that is not in it is for all of them. */
export type AudienceTags = ReadonlyMap<string, ReadonlySet<Audience>>;

/**
 * Reads the audiences' tags out of a supergraph: on types, fields, arguments, enum values and input fields. Other tags mean nothing
 * here. A tag that is overlooked would publish what was to be hidden, so every doubt throws `PermissionsError`: a renamed directive,
 * another version of it, an audience's name in other letters, a tag where it has no meaning.
 */
export function readAudienceTags(supergraph: DocumentNode): AudienceTags {
  const tags = new Map<string, Set<Audience>>();
  const problems = [...linkProblems(supergraph)];
  const read = (coordinate: string, directives: Directives): void => {
    for (const name of tagsOf(directives)) {
      const audience = AUDIENCES.find((known) => known === name.trim().toLowerCase());
      if (audience === undefined) continue;
      if (audience === name) tags.set(coordinate, (tags.get(coordinate) ?? new Set()).add(audience));
      else problems.push(`${coordinate}: the tag "${name}" is not the audience "${audience}"`);
    }
  };

  for (const definition of supergraph.definitions) {
    if (!isTypeDefinitionNode(definition) && !isTypeExtensionNode(definition)) {
      if (taggedElsewhere(definition)) problems.push(`${nameOf(definition)}: an audience's tag has no meaning there`);
      continue;
    }
    const type = definition.name.value;
    read(type, definition.directives);
    for (const member of membersOf(definition)) {
      const coordinate = `${type}.${member.name.value}`;
      read(coordinate, member.directives);
      if (member.kind !== Kind.FIELD_DEFINITION) continue;
      for (const argument of member.arguments ?? []) read(`${coordinate}(${argument.name.value}:)`, argument.directives);
    }
  }
  if (problems.length > 0) throw new PermissionsError(problems);
  return tags;
}

type Directives = readonly DirectiveNode[] | undefined;

const specification = 'https://specs.apollo.dev/tag/v0.3';

function membersOf(definition: TypeDefinitionNode | TypeExtensionNode) {
  if ('fields' in definition) return definition.fields ?? [];
  return 'values' in definition ? (definition.values ?? []) : [];
}

/** On the schema, or on an argument of a directive. */
function taggedElsewhere(definition: DefinitionNode): boolean {
  const own = 'directives' in definition ? definition.directives : [];
  const ofArguments =
    definition.kind === Kind.DIRECTIVE_DEFINITION ? definition.arguments?.flatMap(({ directives }) => directives ?? []) : [];
  return [...tagsOf(own), ...tagsOf(ofArguments)].some((name) => AUDIENCES.some((known) => known === name.trim().toLowerCase()));
}

function nameOf(definition: DefinitionNode): string {
  return definition.kind === Kind.DIRECTIVE_DEFINITION ? `@${definition.name.value}` : 'schema';
}

function tagsOf(directives: Directives): string[] {
  return (directives ?? []).filter(({ name }) => name.value === 'tag').map((directive) => String(argumentOf(directive, 'name')));
}

function argumentOf(directive: DirectiveNode, name: string): unknown {
  const given = directive.arguments?.find((argument) => argument.name.value === name);
  return given && valueFromASTUntyped(given.value);
}

function* linkProblems(supergraph: DocumentNode): Generator<string> {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      const url = String(argumentOf(directive, 'url'));
      if (directive.name.value !== 'link' || !url.includes('/tag/')) continue;
      if (url !== specification) yield `@link to ${url}: this version is not known`;
      if (argumentOf(directive, 'as') !== undefined || argumentOf(directive, 'import') !== undefined)
        yield `@link to ${url}: the directive must keep its own name`;
    }
  }
}
