import { astFromValue, isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredInputField, print } from 'graphql';
import type { GraphQLInputType } from 'graphql';
import type { NodeType } from '../../../schema/contract/global-id.ts';
import type { ArgumentsOf } from './paths.ts';

/** What has an id and is no node. */
export type OtherId = 'StaffView' | 'TicketParticipant' | 'Receipt' | 'Upload' | 'MultipartUpload';

/** Ids of the own company that the fields of the matrix are asked with, and those that a mutation may change. */
export type OwnIds = (type: NodeType | OtherId) => string | null;

const idTypes: Readonly<Record<string, Parameters<OwnIds>[0]>> = {
  viewId: 'StaffView',
  participantId: 'TicketParticipant',
  receiptId: 'Receipt',
  uploadId: 'Upload',
  clientId: 'Client',
  ticketId: 'Ticket',
  documentId: 'Document',
  contactId: 'Contact',
  folderId: 'Folder',
  approvalId: 'Approval',
  requestId: 'DocumentRequest',
  subjectId: 'Document',
};

/** Inputs of which the schema alone does not say what makes them whole. */
const inputs: Readonly<Record<string, string>> = {
  // None fails here.
  retryMail: '(input: { mailId: "an e-mail that was never sent" })',
  // Of its members exactly one has to say what is revoked.
  revokeAccess: '(input: { tokenId: "a token that nobody has", reason: "the matrix" })',
};

/** Arguments out of the own company's ids, or `more` for a mutation that needs another input, and anything that fits for the rest; null for what there is no value for. */
export function createArgumentsOf(ownId: OwnIds, more: Readonly<Record<string, string>>): ArgumentsOf {
  const valueOf = (type: GraphQLInputType, name: string, nodeType: string | null): unknown => {
    if (isNonNullType(type)) return valueOf(type.ofType, name, nodeType);
    if (isListType(type)) return [];
    if (isEnumType(type)) return type.getValues()[0]?.name;
    if (isInputObjectType(type)) {
      const required = Object.values(type.getFields()).filter(isRequiredInputField);
      const members = required.map((member) => [member.name, valueOf(member.type, member.name, nodeType)] as const);
      return members.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(members);
    }
    if (type.name === 'ID') {
      const wanted = nodeType ?? idTypes[name];
      return wanted === undefined ? undefined : (ownId(wanted as Parameters<OwnIds>[0]) ?? undefined);
    }
    if (type.name === 'Boolean') return false;
    if (type.name === 'Int') return 1;
    if (name === 'email') return 'somebody@example.com';
    return type.name === 'String' ? `the matrix asks for ${name}` : undefined;
  };
  return (parent, field, fragment) => {
    const whole = parent === 'Mutation' ? (inputs[field.name] ?? more[field.name]) : undefined;
    if (whole !== undefined) return whole;
    const isById = parent === 'Query';
    const nodeType = isById ? (fragment ?? `${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`) : null;
    const given = field.args
      .filter(({ type }) => isNonNullType(type))
      .map(({ name, type }) => {
        const value = valueOf(type, name, nodeType);
        const ast = value === undefined ? null : astFromValue(value, type);
        return ast ? `${name}: ${print(ast)}` : null;
      });
    return given.includes(null) ? null : `(${given.join(', ')})`;
  };
}
