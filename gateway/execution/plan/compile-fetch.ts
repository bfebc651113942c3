import type { FetchNode, ResponsePath } from '@apollo/query-planner';
import { isObjectType, OperationTypeNode, parse } from 'graphql';
import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import { AppError } from '../../../schema/contract/app-error.ts';
import { standInFor } from '../failed-fetch.ts';
import type { PlanOptions } from './compile-plan.ts';
import { compileContextArguments, missing } from './context-arguments.ts';
import { mergeInto } from './merge.ts';
import { isData, ownValue } from './own-value.ts';
import type { Data } from './own-value.ts';
import type { AskSubgraph, PlanRun, Step, SubgraphAnswer } from './plan-run.ts';
import { compileRepresentation } from './representation.ts';
import { compileRewrites, renamesOf } from './rewrites.ts';
import { objectsAt, pathsAt } from './tree-path.ts';
import type { AnswerPath, LeadsOn } from './tree-path.ts';
import type { TypeConditions } from './type-conditions.ts';

/**
 * One question to one subgraph. Of the body of the request, everything but variables and representations is written when the plan
 * is compiled. Objects that are the same to the subgraph are asked about once, and all get the answer.
 */
export function compileFetch(node: FetchNode, path: ResponsePath, options: FetchOptions): Step {
  const ask = subgraphOf(node, options);
  const isMutation = node.operationKind === OperationTypeNode.MUTATION;
  const context = compileContextArguments(node, path, options.applies);
  const writeBody = compileBody(node, context?.names ?? new Set());
  const writeRepresentation = node.requires ? compileWriter(node, options) : null;
  const rewriteOutput = compileRewrites(node.outputRewrites, options.applies);
  const leadsOn = compileLeadsOn(node, options);
  const placeError = compileErrorPlacing(node, path, leadsOn, options.responseNameOf);
  const standIn = createStandIn(node, options);

  async function askOrStandIn(run: PlanRun, body: string, asked: readonly AskedEntity[] | null): Promise<SubgraphAnswer> {
    let failure: AppError;
    try {
      const answer = await ask(body, run.context, isMutation ? 'mutation' : 'query');
      const problem = asked && answer.data !== null ? problemWith(answer.data, asked.length) : null;
      if (problem === null) {
        for (const error of answer.errors) run.errors.push(...placeError(run.tree, asked, error));
        return answer;
      }
      failure = new AppError('UPSTREAM_CONTRACT', publicMessage, { cause: new Error(problem) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failure = error;
    }
    run.context.logger.warn({ err: failure, subgraph: node.serviceName }, 'a subgraph could not be asked');
    const { data, path: failedPath } = standIn(asked);
    const error = { message: failure.publicMessage, path: failedPath, extensions: { code: failure.code } };
    // One for all: it is one failure.
    run.errors.push(...placeError(run.tree, asked, error).slice(0, 1));
    return { data, errors: [] };
  }

  if (!writeRepresentation) {
    if (context) throw new Error('the plan takes an argument from above where there is nothing above');
    return async (run) => {
      const targets = path.length === 0 ? [run.tree] : objectsAt(run.tree, path);
      if (targets.length === 0) return;
      const { data } = await askOrStandIn(run, writeBody(run.variables, null), null);
      if (data === null) return;
      rewriteOutput?.(data);
      for (const target of targets) mergeInto(target, data);
    };
  }
  const write = writeRepresentation;
  const objectsOf = (tree: Data): Data[] => (path.length === 0 ? [tree] : objectsAt(tree, path, leadsOn));

  async function askAbout(run: PlanRun, asked: readonly AskedEntity[], given: string): Promise<void> {
    if (asked.length === 0) return;
    const { data } = await askOrStandIn(run, writeBody(run.variables, asked, given), asked);
    if (data === null) return;
    const received = ownValue(data, '_entities') as readonly unknown[];
    for (const [index, { entities }] of asked.entries()) {
      const entity = received[index];
      if (!isData(entity)) continue;
      const [first] = entities;
      if (rewriteOutput && first && ownValue(entity, '__typename') === undefined) entity['__typename'] = first['__typename'];
      rewriteOutput?.(entity);
      for (const target of entities) mergeEntity(target, entity, options);
    }
  }

  if (!context) return (run) => askAbout(run, askedEntities(objectsOf(run.tree), write), '');
  return async (run) => {
    const objects = objectsOf(run.tree);
    const given = context.read(run.tree);
    // Where nothing failed before, the plan did not ask for it.
    if (run.errors.length === 0 && given.includes(missing))
      throw new Error('the plan does not ask for what an argument is taken from');
    // A question has one set of arguments.
    const questions = [...new Set(given)].filter((text) => typeof text === 'string');
    await Promise.all(
      questions.map((text) =>
        askAbout(
          run,
          askedEntities(objects, write, (index) => given[index] === text),
          text,
        ),
      ),
    );
  };
}

function subgraphOf({ serviceName }: FetchNode, { subgraphs }: PlanOptions): AskSubgraph {
  const ask = subgraphs.get(serviceName);
  if (!ask) throw new Error(`the plan asks a subgraph "${serviceName}" that is not there`);
  return ask;
}

export interface FetchOptions extends PlanOptions {
  readonly applies: TypeConditions;
}

const publicMessage = 'This part of the answer cannot be had at the moment.';

/** Objects of the tree that are the same to the subgraph. */
interface AskedEntity {
  readonly representation: string;
  readonly entities: Data[];
  /** Among the objects of the place. */
  readonly indices: number[];
}

function askedEntities(
  objects: readonly Data[],
  write: (entity: Data) => string | null,
  isMeant: ((index: number) => boolean) | null = null,
): AskedEntity[] {
  const asked = new Map<string, AskedEntity>();
  for (const [index, object] of objects.entries()) {
    if (isMeant && !isMeant(index)) continue;
    const representation = write(object);
    if (representation === null) continue;
    const known = asked.get(representation);
    if (known) {
      known.entities.push(object);
      known.indices.push(index);
    } else asked.set(representation, { representation, entities: [object], indices: [index] });
  }
  return [...asked.values()];
}

function compileWriter(node: FetchNode, { applies, holdsKey }: FetchOptions): (entity: Data) => string | null {
  const write = compileRepresentation(node.requires ?? [], applies, (typeName, told) =>
    holdsKey(node.serviceName, typeName, told),
  );
  const rewrite = compileRewrites(node.inputRewrites, applies);
  if (!rewrite) return write;
  return (entity) => {
    const text = write(entity);
    if (text === null) return null;
    const representation: unknown = JSON.parse(text);
    rewrite(representation);
    return JSON.stringify(representation);
  };
}

/** `given` are further variables, as JSON without braces: those of these names. */
function compileBody(
  node: FetchNode,
  givenNames: ReadonlySet<string>,
): (variables: Data, asked: readonly AskedEntity[] | null, given?: string) => string {
  const name = node.operationName === undefined ? '' : `,"operationName":${JSON.stringify(node.operationName)}`;
  const head = `{"query":${JSON.stringify(node.operation)}${name},"variables":{`;
  const used = (node.variableUsages ?? [])
    .filter((variable) => !givenNames.has(variable))
    .map((variable) => ({ variable, key: `${JSON.stringify(variable)}:` }));
  if (node.requires && used.some(({ variable }) => variable === 'representations')) {
    throw new AppError('BAD_USER_INPUT', 'A variable of this operation may not be called "representations".');
  }
  return (variables, asked, given = '') => {
    let text = head + given;
    let separator = given === '' ? '' : ',';
    for (const { variable, key } of used) {
      const value = ownValue(variables, variable);
      if (value === undefined) continue;
      text += `${separator}${key}${JSON.stringify(value)}`;
      separator = ',';
    }
    if (asked) text += `${separator}"representations":[${asked.map(({ representation }) => representation).join(',')}]`;
    return `${text}}}`;
  };
}

function problemWith(data: Data, expected: number): string | null {
  const received = ownValue(data, '_entities');
  if (!Array.isArray(received)) return '"_entities" is not a list';
  return received.length === expected ? null : `"_entities" has ${received.length} elements for ${expected} representations`;
}

/** A subgraph that knows an interface as an object says the interface's name: of what is known better, it is no news. */
function mergeEntity(target: Data, entity: Data, { schema }: PlanOptions): void {
  const known = target['__typename'];
  mergeInto(target, entity);
  if (target['__typename'] !== known && typeof known === 'string' && !isObjectTypeName(schema, target['__typename'])) {
    target['__typename'] = known;
  }
}

function isObjectTypeName(schema: PlanOptions['schema'], name: unknown): boolean {
  return typeof name === 'string' && isObjectType(schema.getType(name));
}

/** Null where everything leads on. Of what stands for an object of a type that is not known yet, the question is asked. */
function compileLeadsOn(node: FetchNode, { schema, askedTypesOf }: FetchOptions): LeadsOn | null {
  const asked = askedTypesOf(node);
  if (!asked) return null;
  return (data, index) => {
    const types = asked[index];
    const typeName = types ? ownValue(data, '__typename') : null;
    return !types || typeof typeName !== 'string' || types.has(typeName) || !isObjectTypeName(schema, typeName);
  };
}

type PlaceError = (
  tree: Data,
  asked: readonly AskedEntity[] | null,
  error: GraphQLFormattedError,
) => readonly GraphQLFormattedError[];

/** An error of an entity stands at each place where that entity is; any other one at each place that the question was for. */
function compileErrorPlacing(
  node: FetchNode,
  path: ResponsePath,
  leadsOn: LeadsOn | null,
  responseNameOf: (name: string) => string,
): PlaceError {
  const renames = renamesOf(node.outputRewrites);
  const toName = (step: string | number): string | number =>
    typeof step === 'string' ? responseNameOf(renames.get(step) ?? step) : step;
  const placed = (error: GraphQLFormattedError, prefix: ResponsePath, rest: AnswerPath): GraphQLFormattedError => ({
    ...error,
    path: [...prefix, ...rest].map(toName),
  });
  return (tree, asked, error) => {
    if (!error.path) return [error];
    const index = error.path[1];
    if (!asked) {
      const prefixes = path.includes('@') ? pathsAt(tree, path) : [path];
      return prefixes.map((prefix) => placed(error, prefix, [...(error.path ?? [])]));
    }
    const entity = typeof index === 'number' ? asked[index] : undefined;
    if (!entity) return [placed(error, path, [...error.path])];
    const prefixes = pathsAt(tree, path, leadsOn);
    return entity.indices.map((place) => placed(error, prefixes[place] ?? [], error.path?.slice(2) ?? []));
  };
}

function createStandIn(node: FetchNode, { schema }: PlanOptions) {
  let document: DocumentNode | null = null;
  return (asked: readonly AskedEntity[] | null) => {
    document ??= parse(node.operation, { noLocation: true });
    return standInFor(
      schema,
      document,
      asked?.map(({ entities }) => entities[0]),
    );
  };
}
