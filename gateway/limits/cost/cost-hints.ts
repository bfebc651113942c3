import { Kind, isTypeDefinitionNode, parse, valueFromASTUntyped } from 'graphql';
import type { ConstDirectiveNode, DirectiveNode, DocumentNode } from 'graphql';

/** How many elements a list has, by `@listSize`. */
export interface ListSizeHint {
  readonly assumedSize: number | null;
  /** Arguments, or paths into them such as `page.first`; the largest number among them is the size. */
  readonly slicingArguments: readonly string[];
  /** The fields of the type returned that have this size; none when it is the list itself. */
  readonly sizedFields: ReadonlySet<string>;
}

/** What a supergraph says of its own cost. */
export interface CostHints {
  /** By `Type`, `Type.field` and `Type.field(argument:)`. One below zero counts as zero: nothing makes another thing cheaper. */
  readonly weights: ReadonlyMap<string, number>;
  /** By `Type.field`. */
  readonly listSizes: ReadonlyMap<string, ListSizeHint>;
}

const specification = 'https://specs.apollo.dev/cost/';

/** Reads `@cost` and `@listSize`, under whatever names; null for a supergraph that does not link their specification. */
export function readCostHints(supergraphSdl: string): CostHints | null {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = readNames(document);
  if (!names) return null;
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSizeHint>();

  function read(coordinate: string, directives: readonly ConstDirectiveNode[] = []): void {
    for (const directive of directives) {
      if (directive.name.value === names?.cost) {
        const weight = numberOf(argumentOf(directive, 'weight'));
        if (weight !== null) weights.set(coordinate, Math.max(0, weight));
      } else if (directive.name.value === names?.listSize) {
        listSizes.set(coordinate, {
          assumedSize: numberOf(argumentOf(directive, 'assumedSize')),
          slicingArguments: textsOf(argumentOf(directive, 'slicingArguments')),
          sizedFields: new Set(textsOf(argumentOf(directive, 'sizedFields'))),
        });
      }
    }
  }

  for (const definition of document.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    const type = definition.name.value;
    read(type, definition.directives);
    for (const field of 'fields' in definition ? (definition.fields ?? []) : []) {
      const coordinate = `${type}.${field.name.value}`;
      read(coordinate, field.directives);
      for (const argument of 'arguments' in field ? (field.arguments ?? []) : [])
        read(`${coordinate}(${argument.name.value}:)`, argument.directives);
    }
  }
  return { weights, listSizes };
}

interface DirectiveNames {
  readonly cost: string;
  readonly listSize: string;
}

/** A directive that a link imports has the name that the link gives it, any other one that of the specification before its own. */
function readNames(document: DocumentNode): DirectiveNames | null {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const link of definition.directives ?? []) {
      const url = link.name.value === 'link' ? argumentOf(link, 'url') : undefined;
      if (typeof url !== 'string' || !url.startsWith(specification)) continue;
      const as = argumentOf(link, 'as');
      const prefix = typeof as === 'string' ? as : 'cost';
      const imported = new Map(importsOf(argumentOf(link, 'import')));
      return {
        cost: imported.get('@cost') ?? prefix,
        listSize: imported.get('@listSize') ?? `${prefix}__listSize`,
      };
    }
  }
  return null;
}

/** What is imported, and under which name. */
function importsOf(imports: unknown): [string, string][] {
  return (Array.isArray(imports) ? imports : []).flatMap((one: unknown): [string, string][] => {
    if (typeof one === 'string') return [[one, one.replace(/^@/, '')]];
    if (typeof one !== 'object' || one === null || !('name' in one) || typeof one.name !== 'string') return [];
    const as = 'as' in one && typeof one.as === 'string' ? one.as : one.name;
    return [[one.name, as.replace(/^@/, '')]];
  });
}

function argumentOf(directive: DirectiveNode, name: string): unknown {
  const value = directive.arguments?.find((given) => given.name.value === name)?.value;
  return value && valueFromASTUntyped(value);
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
