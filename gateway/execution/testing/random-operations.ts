import {
  GraphQLBoolean, GraphQLNonNull, astFromValue, getNamedType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isInterfaceType, isListType,
  isNonNullType, isObjectType, isRequiredArgument, isRequiredInputField, parse, print, validate,
} from 'graphql'; // prettier-ignore
import type { DocumentNode, GraphQLCompositeType, GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';
import type { Random } from '../../../scripts/seed/random.ts';

export interface RandomOperation {
  readonly query: string;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

const depthMax = 6;
const fieldsMax = 30;

/** Draws valid operations without end: aliases that collide with other fields, fragments of all kinds, conditions, variables. */
export function* randomOperations(schema: GraphQLSchema, random: Random): Generator<RandomOperation> {
  for (;;) {
    const operation = drawOperation(schema, random);
    if (validate(schema, operation.document).length === 0) yield operation;
  }
}

function drawOperation(schema: GraphQLSchema, random: Random): RandomOperation {
  const variables: { name: string; type: string; value: unknown; isGiven: boolean; fallback: string }[] = [];
  const fragments: string[] = [];
  let names = 0;
  let fields = 0;

  function variable(type: GraphQLInputType): string {
    const name = `v${variables.length}`;
    const value = drawValue(type, random, 0);
    const fallback = random.chance(0.2) ? ` = ${literal(type, value)}` : '';
    variables.push({ name, type: String(type), value, isGiven: fallback === '' || random.chance(0.5), fallback });
    return `$${name}`;
  }

  function literal(type: GraphQLInputType, value: unknown): string {
    const ast = astFromValue(value, type);
    return ast ? print(ast) : 'null';
  }

  function condition(): string {
    if (!random.chance(0.12)) return '';
    const value = random.chance(0.6) ? variable(new GraphQLNonNull(GraphQLBoolean)) : String(random.chance(0.5));
    return ` @${random.pick(['skip', 'include'])}(if: ${value})`;
  }

  function argumentsOf(field: GraphQLField<unknown, unknown>): string {
    const given = field.args
      .filter((argument) => isRequiredArgument(argument) || random.chance(0.5))
      .map(({ name, type }) => `${name}: ${random.chance(0.5) ? variable(type) : literal(type, drawValue(type, random, 0))}`);
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  function fieldText(type: GraphQLCompositeType, depth: number): string {
    const all = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const isDeep = depth >= depthMax || fields >= fieldsMax;
    const possible = all.filter((field) => !isDeep || !isCompositeType(getNamedType(field.type)));
    if (possible.length === 0) return random.chance(0.3) ? `n${names++}: __typename` : '__typename';
    fields += 1;
    const field = random.pick(possible);
    const returned = getNamedType(field.type);
    // Another field's name for an alias is what mixes up keys.
    const alias = random.chance(0.1) ? `${random.pick(all).name}: ` : random.chance(0.25) ? `a${names++}: ` : '';
    const odd = random.chance(0.02) ? `${random.pick(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])}: ` : alias;
    const head = `${odd}${field.name}${argumentsOf(field)}${condition()}`;
    return isCompositeType(returned) ? `${head} ${selectionOf(returned, depth + 1)}` : head;
  }

  function fragment(on: GraphQLCompositeType, depth: number): string {
    const inner = `{ ${Array.from({ length: random.whole(1, 3) }, () => fieldText(on, depth)).join(' ')} }`;
    if (random.chance(0.3)) {
      const name = `F${names++}`;
      fragments.push(`fragment ${name} on ${on.name} ${inner}`);
      return `...${name}${condition()}`;
    }
    return random.chance(0.1) ? `...${condition()} { ${fragment(on, depth)} }` : `... on ${on.name}${condition()} ${inner}`;
  }

  function selectionOf(type: GraphQLCompositeType, depth: number): string {
    const parts = Array.from({ length: random.whole(1, depth < 2 ? 5 : 4) }, () => fieldText(type, depth));
    if (isAbstractType(type)) {
      const conditions = [
        ...schema.getPossibleTypes(type),
        ...schema.getPossibleTypes(type).flatMap((one) => one.getInterfaces()),
      ];
      for (let count = random.whole(1, 3); count > 0; count--) parts.push(fragment(random.pick(conditions), depth));
    } else if (random.chance(0.15)) parts.push(fragment(type, depth));
    if (random.chance(0.15)) parts.push('__typename');
    return `{ ${random.shuffled(parts).join(' ')} }`;
  }

  const mutation = schema.getMutationType();
  const query = schema.getQueryType();
  const root = mutation && random.chance(0.15) ? mutation : query;
  if (!root) throw new Error('there is nothing to ask');
  const body = Array.from({ length: random.whole(1, 4) }, () => fieldText(root, 0));
  const head = variables.map(({ name, type, fallback }) => `$${name}: ${type}${fallback}`).join(', ');
  const text = `${root === mutation ? 'mutation' : 'query'} Drawn${head && `(${head})`} { ${body.join(' ')} }\n${fragments.join('\n')}`;
  return {
    query: text,
    document: parse(text),
    variables: Object.fromEntries(variables.filter(({ isGiven }) => isGiven).map(({ name, value }) => [name, value])),
  };
}

function drawValue(type: GraphQLInputType, random: Random, depth: number): unknown {
  if (isNonNullType(type)) return drawValue(type.ofType, random, depth);
  if (isListType(type)) return Array.from({ length: random.whole(0, 2) }, () => drawValue(type.ofType, random, depth));
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const given = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || (depth < 2 && random.chance(0.5)),
    );
    return Object.fromEntries(given.map((field) => [field.name, drawValue(field.type, random, depth + 1)]));
  }
  if (type.name === 'Int') return random.whole(0, 3);
  if (type.name === 'Float') return random.whole(0, 3) / 2;
  if (type.name === 'Boolean') return random.chance(0.5);
  return random.pick(['EUR', 'USD', 'x#1', 'y#2']);
}
