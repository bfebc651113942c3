import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, OperationTypeNode, valueFromASTUntyped } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLFormattedError,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import type { RequestContext } from '../context.ts';
import type { Principal } from '../auth/principal.ts';
import type { Action } from './audit-trail.ts';

/**
 * Tells of each root field of each mutation that was answered, whatever the answer: from the answer as the caller gets it, so that a
 * refusal, a failure on the way and an error nobody foresaw are told like what was done.
 */
export function createMutationReport(
  acted: (action: Action, principal: Principal | null) => void,
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ operation, document, request, response, contextValue }) => {
          if (operation?.operation !== OperationTypeNode.MUTATION || !document || response.body.kind !== 'single') {
            return Promise.resolve();
          }
          const { data, errors = [] } = response.body.singleResult;
          for (const { key, field } of rootFieldsOf(document, operation, request.variables ?? {})) {
            const action = {
              field: field.name.value,
              ids: idsIn(argumentsOf(field, request.variables ?? {})),
              requestId: contextValue.requestId,
              ...outcomeOf(
                document,
                field,
                data?.[key],
                errors.filter(({ path }) => !path || path[0] === key),
              ),
            };
            acted(action, contextValue.principal);
          }
          return Promise.resolve();
        },
      }),
  };
}

type Variables = Readonly<Record<string, unknown>>;

function rootFieldsOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): { readonly key: string; readonly field: FieldNode }[] {
  const fields = new Map<string, FieldNode>();
  for (const field of fieldsOf(document, operation.selectionSet, variables)) {
    const key = field.alias?.value ?? field.name.value;
    if (!field.name.value.startsWith('__') && !fields.has(key)) fields.set(key, field);
  }
  return [...fields].map(([key, field]) => ({ key, field }));
}

/**
 * Through fragments, each of them once: nested ones could otherwise make this long. What `@skip` and `@include` take out is left out.
 */
function fieldsOf(
  document: DocumentNode,
  selections: SelectionSetNode,
  variables: Variables,
  seen = new Set<SelectionSetNode>(),
): FieldNode[] {
  if (seen.has(selections)) return [];
  seen.add(selections);
  return selections.selections.flatMap((selection) => {
    const isOut = (selection.directives ?? []).some(({ name, arguments: given }) => {
      const condition = given?.find((argument) => argument.name.value === 'if')?.value;
      const value = condition && valueFromASTUntyped(condition, variables);
      return (name.value === 'skip' && value === true) || (name.value === 'include' && value === false);
    });
    if (isOut) return [];
    if (selection.kind === Kind.FIELD) return [selection];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : document.definitions.find(
            (definition): definition is FragmentDefinitionNode =>
              definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
          )?.selectionSet;
    return inner ? fieldsOf(document, inner, variables, seen) : [];
  });
}

function argumentsOf(field: FieldNode, variables: Variables): Record<string, unknown> {
  const given = field.arguments ?? [];
  return Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]));
}

const idsMax = 100;
const depthMax = 10;

/** The texts under names that say that they are ids: `clientId`, `contactIds`. What people wrote is nobody's business here. */
function idsIn(value: unknown, name = '', depth = 0): string[] {
  if (depth > depthMax) return [];
  if (typeof value === 'string') return /^ids?$|Ids?$/.test(name) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((element) => idsIn(element, name, depth + 1)).slice(0, idsMax);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, inner]) => idsIn(inner, key, depth + 1))
    .slice(0, idsMax);
}

/**
 * A payload says by `userErrors` that it was refused, and by `receipt` that it was done; a caller who asks for neither leaves that open,
 * and then the outcome is null.
 */
function outcomeOf(
  document: DocumentNode,
  field: FieldNode,
  payload: unknown,
  errors: readonly GraphQLFormattedError[],
): Pick<Action, 'outcome' | 'codes'> {
  const codes = errors.map(({ extensions }) => String(extensions?.['code']));
  if (typeof payload !== 'object' || payload === null) {
    const isRefused = codes.length > 0 && codes.every((code) => refusals.has(code));
    return { outcome: isRefused ? 'REFUSED' : 'FAILED', codes };
  }
  const selected = field.selectionSet ? fieldsOf(document, field.selectionSet, {}) : [];
  const valueOf = (name: string): unknown => {
    const found = selected.find((one) => one.name.value === name);
    return found && (payload as Variables)[found.alias?.value ?? name];
  };
  const userErrors = valueOf('userErrors');
  if (Array.isArray(userErrors)) {
    const given = userErrors.map((one: { code?: unknown }) => (typeof one.code === 'string' ? one.code : 'USER_ERROR'));
    return { outcome: given.length > 0 ? 'REFUSED' : 'DONE', codes: [...codes, ...given] };
  }
  const receipt = valueOf('receipt');
  return { outcome: receipt === undefined ? null : receipt === null ? 'REFUSED' : 'DONE', codes };
}

/** It was not tried: a rule, or the input. */
const refusals: ReadonlySet<string> = new Set([
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'OPERATION_TOO_COSTLY',
]);
