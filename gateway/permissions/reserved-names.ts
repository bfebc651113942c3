import { GraphQLError } from 'graphql';
import type { ASTVisitor, ValidationContext } from 'graphql';

/**
 * The checks of this folder ask for fields of their own under these aliases. The GraphQL specification keeps names that begin
 * with two underscores for itself, and so do we: an operation that uses one as an alias is refused, or it could feed the check of
 * whose an object is with a field of its choice.
 */
export const OWNER_ALIAS = '__portal_owner';
/** The node of an edge, so that the edge of a foreign node is known for one whatever was asked of it. */
export const EDGE_NODE_ALIAS = '__portal_node';
/** Stands in a selection that pruning left empty, so that the parent is still asked for. */
export const PRUNED_ALIAS = '__portal_pruned';

export function reservedNamesRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (node.alias?.value.startsWith('__')) {
        context.reportError(
          new GraphQLError(`The alias "${node.alias.value}" is reserved: names beginning with "__" are.`, { nodes: node }),
        );
      }
    },
  };
}
