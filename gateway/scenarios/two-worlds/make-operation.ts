import {
  astFromValue, getNamedType, isInterfaceType, isLeafType, isObjectType, isNonNullType, isRequiredArgument, parse, print, validate,
  TypeInfo, visit, visitWithTypeInfo,
} from 'graphql'; // prettier-ignore
import type {
  DocumentNode,
  GraphQLArgument,
  GraphQLField,
  GraphQLInputType,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';
import type { Random } from '../../../scripts/seed/random.ts';
import type { Operation, Way } from './deployments.ts';
import type { Harvest } from './harvest.ts';
import { makeValue } from './make-arguments.ts';
import type { Place, Used } from './make-arguments.ts';
import { NO_STEERING, createSteering, hasElement } from './steering.ts';
import type { Steering } from './steering.ts';

export interface MadeOperation extends Operation {
  readonly isMutation: boolean;
  readonly document: DocumentNode;
  /** Where its ids, cursors and words come from. */
  readonly used: ReadonlySet<string>;
}

/** How often each field was asked for, by coordinate: of object types, and of interfaces where it was asked for there. */
export type Asked = Map<string, number>;

export interface MakerOptions {
  /** Those that are published; each operation is drawn from one, which may come up again in the list to be drawn more often. */
  readonly schemas: readonly GraphQLSchema[];
  readonly harvest: Harvest;
  readonly random: Random;
  /** Written to: what was asked for seldom is asked for next. */
  readonly asked: Asked;
  /** What was seen with a value: what was not goes first. */
  readonly seen: ReadonlyMap<string, number>;
  readonly mutationShare: number;
  /** With how many sets of variables each document is asked: the checks and the plan of the second one come out of caches. */
  readonly variablesSets: number;
  /** Fields by coordinate, and types, that are asked for more often than the others, with all the others beside them. */
  readonly about?: readonly string[];
}

type Composite = GraphQLObjectType | GraphQLInterfaceType;

const ownIds = 'the ids of these records are drawn at random, and their times are those of the machine';
/** What is left out of random operations, and why: it would differ without telling anything. */
export const NOT_COMPARED: Readonly<Record<string, string>> = {
  'Client.partnerGrants': ownIds,
  'Client.staffViews': ownIds,
  'Client.auditTrail': ownIds,
  'Query.auditTrail': ownIds,
  'Mutation.grantPartnerAccess': ownIds,
  'Mutation.revokePartnerAccess': ownIds,
  'Mutation.viewAs': ownIds,
  'Mutation.endView': ownIds,
  'Mutation.revokeAccess': 'whoever asks would be signed out',
  'SetContactRolePayload.receipt': 'the time in it is that of the database',
  'ApprovalDecision.evidence': 'each signature has a number in it that is drawn at random',
  'Mutation.markNotificationsRead': ownIds,
  'Query.failedMails': 'no mail server is set in the worlds',
  'Mutation.retryMail': 'no mail server is set in the worlds',
};

const depthMax = 8;
const fieldsMax = 40;

/**
 * Each run names its operations by itself: the runs do not all ask the same worlds, and a document that one run registered in some of them
 * would be there for the hash of another.
 */
let runs = 0;

/** Draws valid operations without end; the same ones for the same seed and harvest. */
export function* makeOperations(options: MakerOptions): Generator<MadeOperation> {
  const { schemas, random, asked, about = [] } = options;
  const unknown = about.find((name) => !schemas.some((schema) => hasElement(schema, name)));
  if (unknown !== undefined) throw new Error(`no schema has ${unknown}, so no operation can be about it`);
  const name = `Drawn${(runs += 1)}`;
  const leftOut = new Set(Object.keys(NOT_COMPARED));
  const steerings = new Map(schemas.map((schema) => [schema, createSteering(schema, about, leftOut)]));
  for (;;) {
    const schema = random.pick(schemas);
    const made = makeDocument(schema, name, steerings.get(schema) ?? NO_STEERING, options);
    const document = parse(made.query);
    // Equal response names for different things come up now and then; they are what a valid operation cannot have.
    if (validate(schema, document).length > 0) continue;
    const info = new TypeInfo(schema);
    visit(
      document,
      visitWithTypeInfo(info, {
        Field() {
          const coordinate = `${info.getParentType()?.name ?? ''}.${info.getFieldDef()?.name ?? ''}`;
          asked.set(coordinate, (asked.get(coordinate) ?? 0) + 1);
        },
      }),
    );
    for (let set = 0; set < options.variablesSets; set++) {
      const used: Used = new Set(made.used);
      const drawn = made.variables.flatMap(({ name, isOptional, draw }): [string, unknown][] =>
        isOptional && random.chance(0.3) ? [] : [[name, draw(used)]],
      );
      const { query, isMutation } = made;
      yield { query, isMutation, document, used, variables: Object.fromEntries(drawn), way: drawWay(made, random) };
    }
  }
}

const addressLengthMax = 3_000;

function drawWay({ query, isMutation }: Made, random: Random): Way {
  if (isMutation || random.chance(0.88)) return 'post';
  return random.pick(
    query.length < addressLengthMax ? (['get', 'register', 'hash', 'hash'] as const) : (['register', 'hash'] as const),
  );
}

interface DrawnVariable {
  readonly name: string;
  readonly definition: string;
  /** It may be left out, for its default or for null. */
  readonly isOptional: boolean;
  readonly draw: (used: Used) => unknown;
}

interface Made {
  readonly query: string;
  readonly isMutation: boolean;
  readonly variables: readonly DrawnVariable[];
  readonly used: Used;
}

function makeDocument(schema: GraphQLSchema, name: string, wholeSteering: Steering, options: MakerOptions): Made {
  const { harvest, random, asked, seen, mutationShare } = options;
  const used: Used = new Set();
  const variables: DrawnVariable[] = [];
  const fragments: string[] = [];
  let names = 0;
  let fields = 0;
  let steering = wholeSteering;

  function variable(type: GraphQLInputType, place: Place): string {
    const name = `v${variables.length}`;
    const draw = (into: Used): unknown => makeValue(type, place, harvest, random, into);
    variables.push({ name, definition: `$${name}: ${String(type)}`, isOptional: !isNonNullType(type), draw });
    return `$${name}`;
  }

  function literal(type: GraphQLInputType, place: Place): string {
    const ast = astFromValue(makeValue(type, place, harvest, random, used), type);
    return ast ? print(ast) : 'null';
  }

  function argumentsOf(coordinate: string, definitions: readonly GraphQLArgument[]): string {
    const given = definitions.flatMap((definition) => {
      const share = definition.name === 'after' ? 0.25 : definition.name === 'first' ? 0.7 : 0.5;
      if (!isRequiredArgument(definition) && !random.chance(share)) return [];
      const place = { field: coordinate, name: definition.name };
      return [`${definition.name}: ${random.chance(0.75) ? variable(definition.type, place) : literal(definition.type, place)}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  function condition(): string {
    if (!random.chance(0.08)) return '';
    const name = `v${variables.length}`;
    const isOptional = random.chance(0.4);
    const byDefault = isOptional ? ` = ${random.chance(0.5)}` : '';
    const type = isOptional && random.chance(0.5) ? 'Boolean' : 'Boolean!';
    variables.push({ name, definition: `$${name}: ${type}${byDefault}`, isOptional, draw: () => random.chance(0.5) });
    return ` @${random.pick(['skip', 'include'])}(if: $${name})`;
  }

  function fieldText(type: Composite, field: GraphQLField<unknown, unknown>, depth: number): string | null {
    fields++;
    const returned = getNamedType(field.type);
    const isComposite = isObjectType(returned) || isInterfaceType(returned);
    const alias = random.chance(isComposite ? 0.7 : 0.15)
      ? `a${names++}: `
      : random.chance(0.04)
        ? `${random.pick(['clientId', 'id', 'x', 'title', 'nodes'])}: `
        : '';
    const head = `${alias}${field.name}${argumentsOf(`${type.name}.${field.name}`, field.args)}${condition()}`;
    if (!isComposite) return head;
    const above = steering;
    steering = above.below(type, field);
    const text = `${head} ${selectionOf(returned, depth + 1)}`;
    // Merged fields: one response name, reached twice.
    const whole = random.chance(0.06) ? `${text} ${head} ${selectionOf(returned, depth + 1)}` : text;
    steering = above;
    return whole;
  }

  /** What leads to what the operations are about goes first, and then what was asked for seldom, mostly. */
  function drawFields(type: Composite, depth: number, count: number): GraphQLField<unknown, unknown>[] {
    const isDeep = depth >= depthMax || fields >= fieldsMax;
    const possible = Object.values(type.getFields()).filter(
      (field) => (!isDeep || isLeafType(getNamedType(field.type))) && !(`${type.name}.${field.name}` in NOT_COMPARED),
    );
    const rank = (field: GraphQLField<unknown, unknown>): number => {
      const isComposite = !isLeafType(getNamedType(field.type));
      const coordinate = `${type.name}.${field.name}`;
      const often = ((asked.get(coordinate) ?? 0) + 1) * (seen.has(coordinate) ? 1 : 0.4);
      return often * random.whole(1, 100) * (isComposite && depth < 5 ? 0.3 : 1);
    };
    const leading = steering.drawField(type, possible, random);
    return possible
      .map((field) => ({ field, rank: field === leading ? 0 : rank(field) }))
      .sort((one, other) => one.rank - other.rank)
      .slice(0, count)
      .map(({ field }) => field);
  }

  function selectionsOn(type: Composite, depth: number, count: number): string[] {
    const texts = drawFields(type, depth, count).map((field) => fieldText(type, field, depth));
    return texts.filter((text): text is string => text !== null);
  }

  function fragmentOn(condition_: Composite, depth: number): string {
    const inner = `{ ${selectionsOn(condition_, depth, random.whole(1, 3)).join(' ') || '__typename'} }`;
    if (random.chance(0.3)) {
      const name = `F${names++}`;
      fragments.push(`fragment ${name} on ${condition_.name} ${inner}`);
      return `...${name}${condition()}`;
    }
    return `... on ${condition_.name}${condition()} ${inner}`;
  }

  function selectionOf(type: Composite, depth: number): string {
    const count = random.whole(1, depth < 3 ? 4 : 3);
    const parts = selectionsOn(type, depth, count);
    if (isInterfaceType(type)) {
      const conditions: Composite[] = [...schema.getPossibleTypes(type), ...interfaces];
      for (let fragment = random.whole(1, 3); fragment > 0; fragment--) {
        parts.push(fragmentOn(steering.drawCondition(conditions, random) ?? random.pick(conditions), depth));
      }
      if (random.chance(0.7)) parts.push('__typename');
    } else if (random.chance(0.15)) {
      parts.push(fragmentOn(random.pick([type, ...type.getInterfaces()]), depth));
    }
    if (parts.length === 0 || random.chance(0.1)) parts.push('__typename');
    return `{ ${random.shuffled(parts).join(' ')} }`;
  }

  const interfaces = Object.values(schema.getTypeMap()).filter(isInterfaceType);
  const isMutation = random.chance(mutationShare);
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) throw new Error('the schema has no such root type');
  const body = selectionsOn(root, 0, isMutation ? random.pick([1, 1, 1, 2]) : random.whole(1, 3));
  if (!isMutation && random.chance(0.03)) {
    body.push(
      `__type(name: ${variable(schema.getType('String') as GraphQLInputType, { field: '', name: 'name' })}) { name kind fields { name } }`,
    );
  }
  if (!isMutation && random.chance(0.03)) body.push(random.pick(introspections));
  const head = variables.length > 0 ? `(${variables.map(({ definition }) => definition).join(', ')})` : '';
  const query = `${isMutation ? 'mutation' : 'query'} ${name}${head} { ${body.join(' ')} }\n${fragments.join('\n')}`;
  return { query, isMutation, variables, used };
}

const introspections = [
  '__schema { queryType { name } types { name } }',
  '__schema { types { kind fields { name args { name } } enumValues { name } inputFields { name } possibleTypes { name } } }',
  '__schema { directives { name args { name } } mutationType { fields { name } } }',
  '__typename',
];
