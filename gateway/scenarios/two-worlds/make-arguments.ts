import { isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredInputField } from 'graphql';
import type { GraphQLInputType } from 'graphql';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { NodeType } from '../../../schema/contract/global-id.ts';
import type { Random } from '../../../scripts/seed/random.ts';
import { NODE_TYPES } from './harvest.ts';
import type { Harvest, Source } from './harvest.ts';

/** What was put into one operation. */
export type Used = Set<Source | 'foreign cursor' | 'foreign word'>;

/** Which argument, or which member of an input, a value is for. */
export interface Place {
  /** `Client.tickets`. */
  readonly field: string;
  readonly name: string;
}

const sources: readonly Source[] = [
  'own', 'own', 'own', 'own', 'own', 'own', 'own', 'own', 'own', 'own', 'own',
  'foreign', 'foreign', 'foreign', 'foreign', 'foreign', 'foreign',
  'hidden', 'hidden', 'missing', 'missing', 'unreadable',
]; // prettier-ignore

/** For a mutation, so that some are done. */
const sourcesOfMutations: readonly Source[] = [
  ...Array.from({ length: 8 }, () => 'own' as const),
  'foreign',
  'foreign',
  'hidden',
  'missing',
];

const nodeTypeOf: Readonly<Record<string, NodeType>> = {
  clientId: 'Client',
  ticketId: 'Ticket',
  folderId: 'Folder',
  documentId: 'Document',
  contactId: 'Contact',
  contactIds: 'Contact',
  approvalId: 'Approval',
  requestId: 'DocumentRequest',
};

/** A change of role signs its contact out: those who ask go on asking. */
const askers = new Set(['mia', 'tom', 'bea', 'vic', 'lena', 'max'].map((id) => toGlobalId('Contact', id)));

/** Draws a value for an argument: JSON, as it would stand in the variables. */
export function makeValue(type: GraphQLInputType, place: Place, harvest: Harvest, random: Random, used: Used): unknown {
  if (isNonNullType(type)) return makeValue(type.ofType, place, harvest, random, used);
  if (isListType(type)) {
    return Array.from({ length: random.whole(0, 3) }, () => makeValue(type.ofType, place, harvest, random, used));
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const given = Object.values(type.getFields()).filter(
      // Without a key the receipt's id would be drawn at random.
      (member) => isRequiredInputField(member) || member.name === 'idempotencyKey' || random.chance(0.4),
    );
    const made = Object.fromEntries(
      given.map((member) => [member.name, makeValue(member.type, { ...place, name: member.name }, harvest, random, used)]),
    );
    return withItsChecksum(made, harvest, random);
  }
  switch (type.name) {
    case 'Boolean':
      return random.chance(0.5);
    case 'SafeInt':
      // Now and then what is large enough to be sent in parts.
      return place.field === 'Mutation.requestUpload' && random.chance(0.4) ? 50_000_000 : random.whole(1, 10_000);
    case 'Int':
      return random.chance(0.9) ? random.whole(1, 4) : random.pick([0, -1, 20, 100, 101]);
    case 'ID':
      return makeId(place, harvest, random, used);
    default:
      return makeText(place, harvest, random, used);
  }
}

/** Most decisions are about what was shown: another checksum decides nothing. */
function withItsChecksum(made: Record<string, unknown>, { checksums }: Harvest, random: Random): Record<string, unknown> {
  const checksum = checksums.get(String(made['approvalId']));
  return checksum !== undefined && random.chance(0.8) ? { ...made, checksum } : made;
}

function makeId(place: Place, harvest: Harvest, random: Random, used: Used): string {
  const { field, name } = place;
  const { ids, uploads, preferred } = harvest;
  if (field === 'Query.multipartUpload' && random.chance(0.8)) {
    const source = random.pick(['own', 'foreign'] as const);
    if (uploads[source].length > 0) {
      used.add(source);
      return random.pick(uploads[source]);
    }
  }
  const rootField = field.startsWith('Query.') ? field.slice('Query.'.length) : '';
  const named = NODE_TYPES.find((type) => type.toLowerCase() === rootField.toLowerCase()) ?? nodeTypeOf[name];
  const isPreferred = preferred !== undefined && random.chance(0.5);
  const source = isPreferred ? preferred : random.pick(field.startsWith('Mutation.') ? sourcesOfMutations : sources);
  const kept = NODE_TYPES.filter((type) => (ids[source].get(type) ?? []).length > 0);
  // Now and then the id of something else.
  const type = named && random.chance(0.93) ? named : random.pick(kept);
  const known = ids[source].get(type) ?? [];
  if (known.length === 0) return makeId(place, harvest, random, used);
  used.add(source);
  const drawn = random.pick(known);
  return field === 'Mutation.setContactRole' && askers.has(drawn) ? toGlobalId('Contact', 'nobody') : drawn;
}

function makeText({ field, name }: Place, { cursors, words, checksums }: Harvest, random: Random, used: Used): string {
  switch (name) {
    case 'after': {
      const source = random.chance(0.5) ? 'own' : 'foreign';
      const lists = cursors[source];
      const list = random.chance(0.8) ? field : random.pick([...lists.keys()]);
      if (random.chance(0.1)) return random.pick(['', 'nonsense', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']);
      if (source === 'foreign') used.add('foreign cursor');
      return random.pick(lists.get(list) ?? [...lists.values()].flat());
    }
    case 'search': {
      const source = random.chance(0.4) ? 'own' : 'foreign';
      if (source === 'foreign') used.add('foreign word');
      return random.pick([...words[source], '%', '_', '']);
    }
    case 'mediaTypes':
      return random.pick(['application/pdf', 'image/png', 'text/nothing']);
    case 'checksum':
      return random.pick([...checksums.values(), 'f'.repeat(64)]);
    case 'email':
      return random.pick(['somebody@example.com', 'somebody@example.com', 'nonsense']);
    case 'idempotencyKey':
      return `key-${random.chance(0.2) ? random.whole(1, 5) : random.whole(1_000, 1_000_000_000)}`;
    case 'mediaType':
      return random.pick(['application/pdf', 'application/pdf', 'image/png', 'text/nothing']);
    case 'sha256':
      return random.pick(['a', 'b', 'c', '-']).repeat(64);
    case 'name':
      if (field === 'Mutation.requestUpload' || field === 'Mutation.requestAttachmentUpload')
        return random.pick(['plan.pdf', 'report.pdf', 'photo.png', '../plan.pdf', 'plan']);
      return random.pick(['Client', 'Invoice', 'WorkItem', 'Provenance', 'Query', 'NoSuchType']);
    default:
      return random.pick(['Hello', 'The lift stands still.', 'It still does.', '', ' ', 'ä\u2028<b>', 'x'.repeat(300)]);
  }
}
