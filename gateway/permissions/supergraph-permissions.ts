import { Kind, parse, print, valueFromASTUntyped, visit } from 'graphql';
import type { DirectiveNode, DocumentNode } from 'graphql';
import { isRequirement, readRequirements } from '../../schema/contract/requirements.ts';
import type { Requirements } from '../../schema/contract/requirements.ts';

/*
 * `@apollo/gateway` refuses a supergraph that carries permission directives ("for: SECURITY but is unsupported") and would
 * enforce none of them. So they are read here, compiled to rules, and taken out before the supergraph is handed on. What is taken
 * out and not understood would be a rule that nobody enforces: every doubt ends the start, with the coordinate in the message.
 */

export interface SupergraphPermissions {
  /** The supergraph without its permission directives, as `@apollo/gateway` takes it. */
  readonly supergraphSdl: string;
  readonly requirements: Requirements;
}

/** A supergraph whose permissions cannot be enforced as they stand; `problems` names every coordinate. */
export class PermissionsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The supergraph's permissions cannot be enforced:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'PermissionsError';
    this.problems = problems;
  }
}

const specifications = new Map([
  ['https://specs.apollo.dev/authenticated/v0.1', 'authenticated'],
  ['https://specs.apollo.dev/requiresScopes/v0.1', 'requiresScopes'],
  ['https://specs.apollo.dev/policy/v0.1', 'policy'],
]);

const permissionDirectives = new Set(specifications.values());
const permissionSpecification = /\/(authenticated|requiresScopes|policy)\//;
const helperScalars = new Set(['requiresScopes__Scope', 'policy__Policy']);

export function readSupergraphPermissions(supergraphSdl: string): SupergraphPermissions {
  const document = parse(supergraphSdl, { noLocation: true });
  const problems = [...linkProblems(document), ...placeProblems(document), ...missingRules(document, readRequirements(document))];
  if (problems.length > 0) throw new PermissionsError(problems);
  return { supergraphSdl: print(withoutPermissions(document)), requirements: readRequirements(document) };
}

/** The supergraph's text without any permission directive, for a gateway that was told to enforce none (open mode). */
export function stripPermissions(supergraphSdl: string): string {
  return print(withoutPermissions(parse(supergraphSdl, { noLocation: true })));
}

/** A renamed directive or another version of its specification would pass unseen: neither is taken. */
function* linkProblems(document: DocumentNode): Generator<string> {
  for (const link of linksOf(document)) {
    if (!permissionSpecification.test(link.url)) continue;
    if (!specifications.has(link.url)) yield `@link to ${link.url}: this version is not known`;
    if (link.renamed) yield `@link to ${link.url}: the directive must keep its own name`;
  }
}

function* linksOf(document: DocumentNode): Generator<{ url: string; renamed: boolean; node: DirectiveNode }> {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const node of definition.directives ?? []) {
      if (node.name.value !== 'link') continue;
      const argument = (name: string): unknown => {
        const found = node.arguments?.find((one) => one.name.value === name);
        return found && valueFromASTUntyped(found.value);
      };
      yield { url: String(argument('url')), renamed: argument('as') !== undefined || argument('import') !== undefined, node };
    }
  }
}

/** Composition puts the directives on types and on the fields of object and interface types; anywhere else they have no rule. */
function placeProblems(document: DocumentNode): string[] {
  const problems: string[] = [];
  const understood = new Set<string>([
    Kind.OBJECT_TYPE_DEFINITION,
    Kind.INTERFACE_TYPE_DEFINITION,
    Kind.FIELD_DEFINITION,
    Kind.SCALAR_TYPE_DEFINITION,
    Kind.ENUM_TYPE_DEFINITION,
  ]);
  visit(document, {
    enter(node) {
      if (!('directives' in node) || understood.has(node.kind)) return;
      const name = 'name' in node ? node.name.value : node.kind;
      for (const directive of node.directives ?? []) {
        if (!permissionDirectives.has(directive.name.value)) continue;
        problems.push(`@${directive.name.value} on ${name} (${node.kind}): no rule is enforced there`);
      }
    },
  });
  return problems;
}

/** Every root field and every entity type has to say who may have it, even when that is everybody who signed in. */
function* missingRules(document: DocumentNode, requirements: Requirements): Generator<string> {
  const roots = rootTypeNames(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    if (roots.has(type)) {
      for (const field of definition.fields ?? []) {
        if (!isRequirement(requirements.ofField(type, field.name.value)))
          yield `${type}.${field.name.value}: a root field needs a rule`;
      }
    } else if (isEntity(definition.directives ?? []) && !isRequirement(requirements.ofType(type))) {
      yield `${type}: an entity type needs a rule`;
    }
  }
}

function rootTypeNames(document: DocumentNode): ReadonlySet<string> {
  const schema = document.definitions.find((definition) => definition.kind === Kind.SCHEMA_DEFINITION);
  return new Set(schema?.operationTypes.map(({ type }) => type.name.value) ?? ['Query', 'Mutation', 'Subscription']);
}

function isEntity(directives: readonly DirectiveNode[]): boolean {
  return directives.some(
    ({ name, arguments: given }) => name.value === 'join__type' && given?.some((argument) => argument.name.value === 'key'),
  );
}

function withoutPermissions(document: DocumentNode): DocumentNode {
  const links = new Set([...linksOf(document)].filter(({ url }) => specifications.has(url)).map(({ node }) => node));
  return visit(document, {
    Directive: (node) => (links.has(node) || permissionDirectives.has(node.name.value) ? null : undefined),
    DirectiveDefinition: (node) => (permissionDirectives.has(node.name.value) ? null : undefined),
    ScalarTypeDefinition: (node) => (helperScalars.has(node.name.value) ? null : undefined),
  });
}
