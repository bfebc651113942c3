import { Kind } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { createConditions } from '../conditions.ts';
import type { DistinctNamesOf } from '../distinct-names.ts';
import { collectIntrospection } from './introspection.ts';
import { createObjectShapes } from './object-shape.ts';
import type { RootShape } from './object-shape.ts';
import { createCollectFields } from './collect-fields.ts';
import type { CompileShape, Shape, ShapeOptions } from './shape.ts';

/** Each set of values of the variables in `@skip` and `@include` has a shape of its own; of so many of them. */
const variantsMax = 16;

/**
 * Makes of an operation what turns the tree into its answer, in one pass. It does what a second execution would do, and what that
 * found out each time is found out once: which fields an object of a type has, in which order, under which name.
 */
export function createCompileShape(namesOf: DistinctNamesOf): CompileShape {
  return (options) => {
    const { document } = options;
    const { nameInTree } = namesOf(options.planned ?? document);
    const conditions = createConditions(document);
    const variants = new LRUCache<string, RootShape>({ max: variantsMax });

    const shape: Shape = (fetched) => {
      const key = conditions.keyFor(fetched.variables);
      let variant = variants.get(key);
      if (!variant) {
        const settled = conditions.settle(fetched.variables);
        const operation = operationOf({ ...options, document: settled });
        const collect = createCollectFields(options.schema, settled);
        const introspection = collectIntrospection({ ...options, document: settled, operation, collect });
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
