import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { Sharing, UserError } from '../../kit/domain.ts';
import { readSharing } from '../../kit/sharing.ts';
import type { GivenSharing } from '../../kit/sharing.ts';

const subjectLengthMax = 200;
const bodyLengthMax = 10_000;
const keyLengthMax = 100;
const nameLengthMax = 100;
const emailLengthMax = 120;

/** Narrower than the standard: an address becomes part of a mail header, where quotes, brackets and blanks would begin something else. */
const emailForm =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

/** A line or paragraph separator or any control character: a subject becomes a mail header, where a second line is a second header. */
const unfitForLine = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
/** Control characters other than tab and the ends of lines; halves of surrogate pairs, which no system can store. */
const unfitForText = /[\p{Cs}]|(?![\t\n\r])\p{Cc}/u;

/** Reads the texts of an input, collecting what the person has to correct. */
export function createInputReader() {
  const userErrors: UserError[] = [];
  const read = (field: string, given: string, rule: { name: string; lengthMax: number; unfit: RegExp }): string => {
    const text = given.trim();
    const refuse = (message: string): void => {
      userErrors.push({ code: 'INVALID', message, path: [field] });
    };
    if (text === '') refuse(`${rule.name} is empty.`);
    // Counted as a person would, not in UTF-16 units.
    else if (text.length > rule.lengthMax && Array.from(text).length > rule.lengthMax) {
      refuse(`${rule.name} is longer than ${rule.lengthMax} characters.`);
    } else if (rule.unfit.test(text)) refuse(`${rule.name} has characters that cannot be shown.`);
    return text;
  };
  const invalid = (field: string, message: string): void => {
    userErrors.push({ code: 'INVALID', message, path: [field] });
  };
  return {
    userErrors: userErrors as readonly UserError[],
    personName: (given: string) => read('name', given, { name: 'The name', lengthMax: nameLengthMax, unfit: unfitForLine }),
    email: (given: string) => {
      const email = given.trim();
      if (email.length > emailLengthMax || !emailForm.test(email)) invalid('email', 'This is no address for e-mails.');
      return email;
    },
    contactId: (given: string | null | undefined) => {
      if (given == null) return null;
      const contactId = readGlobalIdOf('Contact', given);
      if (contactId === null) invalid('contactId', 'This is no id of a contact.');
      return contactId;
    },
    /** Of a whole company when it could not be read; then nothing is done with it. */
    sharing: (given: GivenSharing): Sharing => {
      const result = readSharing(given);
      if ('sharing' in result) return result.sharing;
      userErrors.push(...result.userErrors);
      return { audience: 'COMPANY', roles: [], contactIds: [] };
    },
    /** Ids of uploads; whether they are the caller's is found out when they are taken up. */
    attachments: (given: readonly string[] | null | undefined, countMax: number) => {
      const ids = given ?? [];
      if (ids.length > countMax) invalid('attachments', `A message has at most ${String(countMax)} files.`);
      if (new Set(ids).size < ids.length) invalid('attachments', 'An upload is sent once: leave the others out.');
      return ids;
    },
    /** As it is stored with an action. */
    time: (given: Date | null | undefined) => given?.toISOString() ?? null,
    subject: (given: string) => read('subject', given, { name: 'The subject', lengthMax: subjectLengthMax, unfit: unfitForLine }),
    body: (given: string) =>
      read('body', given.replaceAll('\r\n', '\n'), { name: 'The text', lengthMax: bodyLengthMax, unfit: unfitForText }),
    idempotencyKey: (given: string | null | undefined) =>
      given == null
        ? null
        : read('idempotencyKey', given, { name: 'The idempotency key', lengthMax: keyLengthMax, unfit: unfitForLine }),
  };
}
