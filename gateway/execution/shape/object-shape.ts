import { getNullableType, isCompositeType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import type {
  FieldNode, GraphQLCompositeType, GraphQLField, GraphQLObjectType, GraphQLOutputType, OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'; // prettier-ignore
import { isData, isInherited, ownValue, setOwn } from '../plan/own-value.ts';
import type { Data } from '../plan/own-value.ts';
import type { CollectFields } from './collect-fields.ts';
import type { Introspection } from './introspection.ts';
import { isIntrospection } from './introspection.ts';
import { leafCompleterFor } from './leaf-values.ts';
import type { Fetched, NameInTree, ShapedAnswer, ShapeOptions } from './shape.ts';

/** A null where the schema allows none: what holds it becomes null in its turn. */
const BUBBLE = Symbol('a null that goes upwards');
/** Something that is not the caller's, or that cannot exist without it: it leaves the list that it stands in, and is null elsewhere. */
const DROPPED = Symbol('what the caller may not have');

interface Run extends Fetched {
  readonly dropped: (readonly string[])[];
  /** How many elements the list lost that was completed last. */
  lost: number;
}

/** Makes of a value that is not null what stands in the answer: a value, null, or one of the two above. */
type Complete = (value: unknown, run: Run) => unknown;

interface FieldShape {
  readonly name: string;
  /** In the tree. */
  readonly key: string;
  readonly isInherited: boolean;
  /** What there is when there is nothing in the tree. */
  readonly whenNull: unknown;
  readonly complete: Complete;
  /** A list of which a connection says how long it is. */
  readonly isCounted: boolean;
}

interface ObjectShape {
  readonly type: string;
  readonly path: readonly string[];
  readonly fields: readonly FieldShape[];
  readonly isOwned: boolean;
  /** Looks at the node of an edge before the edge is made. */
  readonly completeEdgeNode: Complete | null;
  /** The name of a connection's count. */
  readonly countName: string | null;
}

export type RootShape = (fetched: Fetched) => ShapedAnswer;

export function createObjectShapes(
  options: ShapeOptions & {
    readonly nameInTree: NameInTree;
    readonly collect: CollectFields;
    readonly introspection: Introspection;
  },
): (operation: OperationDefinitionNode) => RootShape {
  const { schema, keeping, collect, nameInTree, introspection } = options;

  function completerFor(type: GraphQLOutputType, nodes: readonly FieldNode[], path: readonly string[]): Complete {
    const nullable = getNullableType(type);
    const complete = nullableCompleter(nullable, nodes, path);
    if (!isNonNullType(type)) return complete;
    return (value, run) => {
      const completed = complete(value, run);
      return completed === null ? BUBBLE : completed;
    };
  }

  function nullableCompleter(type: GraphQLOutputType, nodes: readonly FieldNode[], path: readonly string[]): Complete {
    if (isListType(type)) return listCompleter(type.ofType, nodes, path);
    if (isLeafType(type)) return leafCompleterFor(type);
    if (!isCompositeType(type)) throw new Error(`${String(type)} is not a type of an answer`);
    return compositeCompleter(
      type,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      path,
    );
  }

  function listCompleter(elementType: GraphQLOutputType, nodes: readonly FieldNode[], path: readonly string[]): Complete {
    const complete = completerFor(elementType, nodes, path);
    const whenNull = isNonNullType(elementType) ? BUBBLE : null;
    return (value, run) => {
      if (!Array.isArray(value)) return null;
      const elements: unknown[] = [];
      let lost = 0;
      for (const element of value as unknown[]) {
        const completed = element === null || element === undefined ? whenNull : complete(element, run);
        if (completed === DROPPED) lost += 1;
        else if (completed === BUBBLE) return null;
        else elements.push(completed);
      }
      run.lost = lost;
      return elements;
    };
  }

  /** What it is made of is looked up by the type of each object, and compiled when the first of them comes. */
  function compositeCompleter(
    type: GraphQLCompositeType,
    selections: readonly SelectionSetNode[],
    path: readonly string[],
  ): Complete {
    const byType = new Map<string, ObjectShape | null>();
    const shapeFor = (typeName: string): ObjectShape | null => {
      let shape = byType.get(typeName);
      if (shape === undefined) {
        shape = compileObject(typeName, selections, path);
        // Those of the schema alone: names come from subgraphs.
        if (shape || byType.size < 100) byType.set(typeName, shape);
      }
      return shape;
    };
    if (isObjectType(type)) {
      let shape: ObjectShape | null | undefined;
      return (value, run) => {
        if (!isData(value)) return null;
        shape ??= shapeFor(type.name);
        return shape ? completeObject(shape, value, run) : DROPPED;
      };
    }
    return (value, run) => {
      if (!isData(value)) return null;
      const named = ownValue(value, '__typename');
      const typeName = typeof named === 'string' ? named : keeping ? null : type.name;
      const shape = typeName === null ? null : shapeFor(typeName);
      return shape ? completeObject(shape, value, run) : keeping ? DROPPED : null;
    };
  }

  /** Null for a type that the caller may not meet. */
  function compileObject(typeName: string, selections: readonly SelectionSetNode[], path: readonly string[]): ObjectShape | null {
    const type = schema.getType(typeName);
    if (!isCompositeType(type)) return null;
    if (keeping && path.length > 0 && !(isObjectType(type) && keeping.isVisible(type))) return null;
    const collected = [...collect(selections, typeName)];
    const count = keeping && collected.find(([, [node]]) => node?.name.value === 'totalCount');
    const edgeNode = keeping && isObjectType(type) ? edgeNodeOf(type) : null;
    return {
      type: typeName,
      path,
      fields: collected.flatMap(([name, nodes]) => compileField(type, name, nodes, path) ?? []),
      isOwned: keeping !== null && isObjectType(type) && keeping.hasOwner(type),
      completeEdgeNode: edgeNode && nullableCompleter(getNullableType(edgeNode.type), [], path),
      countName: count ? count[0] : null,
    };
  }

  function compileField(
    parent: GraphQLCompositeType,
    name: string,
    nodes: readonly FieldNode[],
    parentPath: readonly string[],
  ): FieldShape | null {
    const [node] = nodes;
    if (!node) return null;
    if (node.name.value === '__typename') {
      // A subgraph can know an interface alone. That is not told as the type of an object: there is none then.
      const told = isObjectType(parent) ? parent.name : BUBBLE;
      return { name, key: '', isInherited: false, isCounted: false, whenNull: told, complete: () => told };
    }
    if (isIntrospection(node) && parent === schema.getQueryType()) {
      return { name, key: name, isInherited: isInherited(name), isCounted: false, whenNull: null, complete: asItIs };
    }
    const definition = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    if (!definition) return null;
    const whenNull = isNonNullType(definition.type) ? BUBBLE : null;
    if (keeping && isObjectType(parent) && !keeping.mayRead(parent, node.name.value)) {
      return { name, key: '', isInherited: false, isCounted: false, whenNull, complete: () => whenNull };
    }
    const key = nameInTree(node);
    return {
      name,
      key,
      isInherited: isInherited(key) || isInherited(name),
      isCounted: isListType(getNullableType(definition.type)),
      whenNull,
      complete: completerFor(definition.type, nodes, [...parentPath, name]),
    };
  }

  function completeObject(shape: ObjectShape, value: Data, run: Run): unknown {
    if (shape.isOwned && !isKept(shape, value, run)) return DROPPED;
    if (shape.completeEdgeNode && keeping) {
      const node = ownValue(value, keeping.edgeNodeKey);
      if (node !== undefined && node !== null && shape.completeEdgeNode(node, run) === DROPPED) return DROPPED;
    }
    const completed: Data = {};
    let lost = 0;
    for (const field of shape.fields) {
      const given = field.isInherited ? ownValue(value, field.key) : value[field.key];
      let answer = given === null || given === undefined ? field.whenNull : field.complete(given, run);
      if (answer === DROPPED) {
        // It cannot be without what was dropped, so it goes in the same way.
        if (field.whenNull === BUBBLE) return DROPPED;
        answer = null;
      }
      if (answer === BUBBLE) return null;
      if (field.isCounted && run.lost > lost && answer !== null) lost = run.lost;
      if (field.isInherited) setOwn(completed, field.name, answer);
      else completed[field.name] = answer;
    }
    if (lost > 0 && shape.countName !== null) {
      const count = completed[shape.countName];
      if (typeof count === 'number') completed[shape.countName] = Math.max(0, count - lost);
    }
    return completed;
  }

  function isKept(shape: ObjectShape, value: Data, run: Run): boolean {
    if (!keeping || !run.owners) return false;
    const owner = ownValue(value, keeping.ownerKey);
    // Without an owner it does not exist.
    if (typeof owner !== 'string') return false;
    if (run.owners.mayHave(owner)) return true;
    run.owners.reportForeign(shape.type);
    run.dropped.push(shape.path);
    return false;
  }

  function edgeNodeOf(type: GraphQLObjectType): GraphQLField<unknown, unknown> | null {
    const { node } = type.getFields();
    return node && keeping?.isEdge(type) === true ? node : null;
  }

  return (operation) => {
    const root = schema.getRootType(operation.operation);
    const shape = root && compileObject(root.name, [operation.selectionSet], []);
    if (!shape) throw new Error(`the schema has no ${operation.operation} type, yet the operation was validated`);
    return (fetched) => {
      const { tree: whole, variables, owners } = fetched;
      const run: Run = { tree: whole, variables, owners, dropped: [], lost: 0 };
      const tree = introspection ? { ...whole, ...introspection(variables) } : whole;
      const data = completeObject(shape, tree, run);
      return { data: isData(data) ? data : null, dropped: run.dropped };
    };
  };
}

const asItIs: Complete = (value) => value;
