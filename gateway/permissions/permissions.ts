import { createHash } from 'node:crypto';
import { OperationTypeNode } from 'graphql';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Requirements } from '../../schema/contract/requirements.ts';
import type { Principal } from '../auth/principal.ts';
import { charactersOf, operationRoom } from '../operation-room.ts';
import type { CompileShape, Shape } from '../execution/shape/shape.ts';
import { audienceOf } from './audiences/audience.ts';
import type { Audience } from './audiences/audience.ts';
import type { AudienceSchemas } from './audiences/audience-schema.ts';
import { checkOperation } from './check-operation.ts';
import type { CheckedOperation } from './check-operation.ts';
import { createKeeping, readOwnershipFields, shapeAnswer } from './check-ownership.ts';
import type { Answer } from './check-ownership.ts';
import { wasAskedFor } from './find-denials.ts';
import type { Denial } from './find-denials.ts';
import { createRightsOf, missingFor } from './rights.ts';
import type { Rights } from './rights.ts';
import { compileRuleTree } from './rule-tree.ts';

/** A valid operation and who asks for it. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  /** Equal for equal documents. */
  readonly queryHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly principal: Principal | null;
}

/** What the caller may have of it. */
export interface PermittedOperation {
  /** What may be planned; null when nothing may, so that no subgraph must be called. */
  readonly document: DocumentNode | null;
  /** Stands for the document above: never the `queryHash` of what was asked, or one caller's plan would serve another. */
  readonly queryHash: string;
  /** What the fetched answer becomes: checked, with nulls in the place of what was denied, and with the errors for it. */
  shape(fetched: Answer): Answer;
}

export interface Permissions {
  permit(asked: AskedOperation): Promise<PermittedOperation>;
}

const noDenials: readonly Denial[] = [];

export interface PermissionsOptions {
  /** All that anybody may ask for: what the rules and whose an object is are told by. */
  readonly apiSchema: GraphQLSchema;
  /** What each audience may ask for. They answer introspection: give copies that nothing else instruments. */
  readonly audienceSchemas: AudienceSchemas;
  readonly requirements: Requirements;
  /** Makes of an operation what turns the fetched data into its answer. */
  readonly compileShape: CompileShape;
  /** Told of what was taken out of an operation. */
  readonly reportDenied: (
    denied: readonly { readonly rule: string; readonly path: string; readonly field: string | null }[],
    principal: Principal | null,
  ) => void;
  /** Told of the type of a record that should not have come; it was dropped. */
  readonly reportForeign: (type: string, principal: Principal | null) => void;
}

/** Compiles the rules of a graph; throws `PermissionsError` when one cannot be enforced. */
export function createPermissions(options: PermissionsOptions): Permissions {
  const { apiSchema: schema } = options;
  const tree = compileRuleTree(schema, options.requirements);
  const ownership = readOwnershipFields(schema);
  const rightsOf = createRightsOf(tree);
  const compiled = new LRUCache<string, CompiledOperation>(operationRoom);

  function compile(asked: AskedOperation, rights: Rights, audience: Audience): CompiledOperation {
    const audienceSchema = options.audienceSchemas[audience];
    const { document, operation, operationName, queryHash } = asked;
    const keeping = createKeeping(tree, rights, ownership);
    const check = checkOperation({ schema, audienceSchema, tree, rights, ownership, document, operation });
    return {
      ...check,
      key: createHash('sha256')
        .update(JSON.stringify([queryHash, operationName, rights.key, audience]))
        .digest('hex'),
      shape: options.compileShape({ schema: audienceSchema, document, planned: check.document, operationName, keeping }),
    };
  }

  return {
    async permit(asked) {
      const { operation, operationName, queryHash, variables, principal } = asked;
      if (principal?.actor && operation.operation === OperationTypeNode.MUTATION) {
        options.reportDenied([{ rule: 'read-only', path: operationName ?? 'mutation', field: null }], principal);
        return readOnly;
      }
      const rights = await rightsOf(principal);
      const audience = audienceOf(principal);
      const place = `${rights.key}:${audience}:${queryHash}:${operationName === null ? '' : `:${operationName}`}`;
      let check = compiled.get(place);
      if (!check) {
        check = compile(asked, rights, audience);
        compiled.set(place, check, { size: charactersOf(asked.document) });
      }
      const { shape } = check;
      const denied = check.denials.length === 0 ? noDenials : check.denials.filter((denial) => wasAskedFor(denial, variables));
      const errors = denied.map((denial) => toError(denial, principal));
      if (denied.length > 0)
        options.reportDenied(
          denied.map((denial) => toReport(denial, principal)),
          principal,
        );
      // A mutation is done as a whole or not at all.
      const refused = operation.operation === OperationTypeNode.MUTATION && denied.length > 0;
      return {
        document: refused ? null : check.document,
        queryHash: check.key,
        shape: (fetched) => {
          if (refused) return { data: null, errors };
          const shaped = shapeAnswer({
            shape,
            principal,
            variables,
            fetched,
            reportForeign: (type) => {
              options.reportForeign(type, principal);
            },
          });
          return errors.length === 0 ? shaped : { data: shaped.data, errors: [...errors, ...shaped.errors] };
        },
      };
    },
  };
}

/**
 * Whoever looks through another's eyes changes nothing. This does not go by scopes and roles, which are those of the contact: with others,
 * the contact's pages would look different.
 */
const readOnly: PermittedOperation = {
  document: null,
  queryHash: 'read-only',
  shape: () => ({
    data: null,
    errors: [
      {
        message: 'You may not see or do this.',
        extensions: { code: 'FORBIDDEN', rule: 'read-only', missing: ['a token of your own'] },
      },
    ],
  }),
};

/** What depends on an operation and the rights of its caller alone. */
interface CompiledOperation extends CheckedOperation {
  readonly key: string;
  readonly shape: Shape;
}

interface DeniedError extends GraphQLFormattedError {
  readonly path: readonly string[];
  readonly extensions: { readonly code: 'FORBIDDEN'; readonly rule: string; readonly missing: readonly string[] };
}

function toError({ rule, path }: Denial, principal: Principal | null): DeniedError {
  return {
    message: 'You may not see or do this.',
    path,
    extensions: { code: 'FORBIDDEN', ...missingFor(rule.requirement, principal) },
  };
}

function toReport(denial: Denial, principal: Principal | null): { rule: string; path: string; field: string } {
  const { path, extensions } = toError(denial, principal);
  return { rule: [extensions.rule, ...extensions.missing].join(' '), path: path.join('.'), field: denial.coordinate };
}
