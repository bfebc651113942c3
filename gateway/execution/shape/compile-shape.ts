import { Kind } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ownValue } from '../plan/own-value.ts';
import { collectIntrospection } from './introspection.ts';
import { createObjectShapes } from './object-shape.ts';
import type { RootShape } from './object-shape.ts';
import { conditionVariables, createCollectFields } from './collect-fields.ts';
import type { CompileShape, NameInTree, Shape, ShapeOptions } from './shape.ts';

/** Each set of values of the variables in `@skip` and `@include` has a shape of its own; of so many of them. */
const variantsMax = 16;

/**
 * Makes of an operation what turns the tree into its answer, in one pass. It does what a second execution would do, and what that
 * found out each time is found out once: which fields an object of a type has, in which order, under which name.
 */
export function createCompileShape(nameInTree: NameInTree): CompileShape {
  return (options) => {
    const { document } = options;
    const operation = operationOf(options);
    const deciding = conditionVariables(document);
    const variants = new LRUCache<string, RootShape>({ max: variantsMax });

    const shape: Shape = (fetched) => {
      const values = deciding.map((name) => ownValue(fetched.variables, name) === true);
      const key = values.map((value) => (value ? '1' : '0')).join('');
      let variant = variants.get(key);
      if (!variant) {
        const collect = createCollectFields(options.schema, document, (name) => values[deciding.indexOf(name)] === true);
        const introspection = collectIntrospection({ ...options, operation, collect });
        variant = createObjectShapes({ ...options, nameInTree, collect, introspection })(operation);
        variants.set(key, variant);
      }
      return variant(fetched);
    };
    return shape;
  };
}

function operationOf({ document, operationName }: ShapeOptions): OperationDefinitionNode {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION && (operationName === null || definition.name?.value === operationName),
  );
  if (!operation) throw new Error('the document was validated, yet the operation is not in it');
  return operation;
}
