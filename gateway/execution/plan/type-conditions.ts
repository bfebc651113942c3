import { isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** Whether a type condition lets objects of this type through, by the whole supergraph: subgraphs know what is @inaccessible. */
export interface TypeConditions {
  (condition: string, typeName: string): boolean;
}

export function createTypeConditions(schema: GraphQLSchema): TypeConditions {
  return (condition, typeName) => {
    if (condition === typeName) return true;
    const [conditionType, type] = [schema.getType(condition), schema.getType(typeName)];
    if (!isAbstractType(conditionType) || !(isObjectType(type) || isInterfaceType(type))) return false;
    return schema.isSubType(conditionType, type);
  };
}
