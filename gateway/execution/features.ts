import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES } from '@apollo/federation-internals';
import { Kind, parse, valueFromASTUntyped, visit } from 'graphql';
import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { ConfigurationError } from '../../schema/contract/environment.ts';

/**
 * What a supergraph may need of whoever executes it: what `@apollo/gateway` knows, and what is done here besides. `cacheTag` is for those who
 * keep the answers of subgraphs, which nobody does here.
 */
export const supportedFeatures: Set<string> = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  'https://specs.apollo.dev/context/v0.1',
  'https://specs.apollo.dev/cacheTag/v0.1',
]);

/** Throws a `ConfigurationError` that says which feature is not known, and where it is used. */
export function refuseUnknownFeatures(supergraphSdl: string): void {
  const document = parse(supergraphSdl, { noLocation: true });
  const problems: string[] = [];
  for (const link of linksOf(document)) {
    const { url, purpose, as } = link;
    if (url === null || (purpose !== 'EXECUTION' && purpose !== 'SECURITY') || supportedFeatures.has(url)) continue;
    const name = as ?? url.split('/').at(-2) ?? '';
    const places = coordinatesWith(document, (directive) => isOf(directive, name));
    problems.push(`supergraph: ${url} is not known here${places.length > 0 ? ` (${places.join(', ')})` : ''}`);
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** The labels by which fields are moved from one subgraph to another step by step (`@override(label:)`), each with its fields. */
export function readOverrideLabels(supergraphSdl: string): ReadonlyMap<string, readonly string[]> {
  const document = parse(supergraphSdl, { noLocation: true });
  const labelOf = (directive: ConstDirectiveNode): string | null =>
    directive.name.value === 'join__field' ? argumentOf(directive, 'overrideLabel') : null;
  const labels = new Set<string>();
  visit(document, {
    Directive(directive) {
      const label = labelOf(directive as ConstDirectiveNode);
      if (label !== null) labels.add(label);
    },
  });
  return new Map([...labels].map((label) => [label, coordinatesWith(document, (directive) => labelOf(directive) === label)]));
}

interface Link {
  readonly url: string | null;
  readonly purpose: string | null;
  readonly as: string | null;
}

function linksOf(document: DocumentNode): Link[] {
  return document.definitions
    .filter(({ kind }) => kind === Kind.SCHEMA_DEFINITION || kind === Kind.SCHEMA_EXTENSION)
    .flatMap((definition) => ('directives' in definition ? ((definition.directives ?? []) as ConstDirectiveNode[]) : []))
    .filter(({ name }) => name.value === 'link' || name.value === 'core')
    .map((link) => ({
      url: argumentOf(link, 'url') ?? argumentOf(link, 'feature'),
      purpose: argumentOf(link, 'for'),
      as: argumentOf(link, 'as'),
    }));
}

/** What a subgraph said with a directive that composition does not know stands in a `@join__directive`. */
function isOf(directive: ConstDirectiveNode, feature: string): boolean {
  const name = directive.name.value === 'join__directive' ? (argumentOf(directive, 'name') ?? '') : directive.name.value;
  return name === feature || name.startsWith(`${feature}__`) || name === `federation__${feature}`;
}

/** Of types and their fields, as `Type.field`. */
function coordinatesWith(document: DocumentNode, isMeant: (directive: ConstDirectiveNode) => boolean): string[] {
  const places: string[] = [];
  let type = '';
  visit(document, {
    enter(node) {
      if (!('name' in node) || !('directives' in node)) return undefined;
      if (node.kind === Kind.DIRECTIVE_DEFINITION) return false;
      const isMember =
        node.kind === Kind.FIELD_DEFINITION ||
        node.kind === Kind.INPUT_VALUE_DEFINITION ||
        node.kind === Kind.ENUM_VALUE_DEFINITION;
      if (!isMember) type = node.name.value;
      if (((node.directives ?? []) as ConstDirectiveNode[]).some(isMeant))
        places.push(isMember ? `${type}.${node.name.value}` : type);
      return undefined;
    },
  });
  return places;
}

function argumentOf(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((given) => given.name.value === name)?.value;
  const text: unknown = value && valueFromASTUntyped(value);
  return typeof text === 'string' ? text : null;
}
