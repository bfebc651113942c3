import type { DocumentNode, FieldNode, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Data } from '../plan/own-value.ts';

/** How the tree of what was fetched becomes the answer to an operation. */
export interface Shape {
  (fetched: Fetched): ShapedAnswer;
}

export interface Fetched {
  readonly tree: Data;
  /** With their defaults. */
  readonly variables: Data;
  /** What this caller may have; null where everybody may have everything. */
  readonly owners: OwnerCheck | null;
}

export interface ShapedAnswer {
  readonly data: Data | null;
  /** The fields that led to something that was dropped, by their names in the answer and without the indices of lists. */
  readonly dropped: readonly (readonly string[])[];
}

export interface OwnerCheck {
  mayHave(owner: string): boolean;
  /** Told of each object that should not have come. */
  reportForeign(type: string): void;
}

/** What is the same for all callers with the same rights. */
export interface Keeping {
  isVisible(type: GraphQLObjectType): boolean;
  /** What may not be read was not asked for; whatever lies in its place belongs to something else. */
  mayRead(type: GraphQLObjectType, field: string): boolean;
  /** Whether objects of this type say whose they are, under `ownerKey`. */
  hasOwner(type: GraphQLObjectType): boolean;
  readonly ownerKey: string;
  /** Whether it is an edge whose node says whose it is. */
  isEdge(type: GraphQLObjectType): boolean;
  /** Where an edge has its node, whatever the caller asked of it. */
  readonly edgeNodeKey: string;
}

export interface ShapeOptions {
  /** What the caller may ask for. It answers introspection too. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** What is planned of it: the names in the tree follow from that. Null when nothing is. */
  readonly planned: DocumentNode | null;
  /** Null in open mode, where nothing is kept from anybody. */
  readonly keeping: Keeping | null;
}

export interface CompileShape {
  (options: ShapeOptions): Shape;
}

export interface NameInTree {
  (field: FieldNode): string;
}
