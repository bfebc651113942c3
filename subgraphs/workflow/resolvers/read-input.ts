import type { UserError } from '../../kit/domain.ts';
import { readIdempotencyKey } from '../../kit/idempotency.ts';

const reasonLengthMax = 500;
const lineLengthMax = 200;
const textLengthMax = 2_000;
/** As long as a token's subject can be. */
const subjectLengthMax = 255;

/** Control characters, halves of surrogate pairs, and what ends a line: none of it is one line that can be stored and shown. */
const unfitForLine = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** The same of a text of several lines: line feeds and tabs are its own. */
const unfitForText = /[\p{Cs}\u2028\u2029]|(?![\n\t])\p{Cc}/u;

/** Reads the texts of an input, collecting what the person has to correct. */
export function createInputReader() {
  const userErrors: UserError[] = [];
  const refuse = (field: string, message: string): void => {
    userErrors.push({ code: 'INVALID', message, path: [field] });
  };
  const check = (field: string, text: string, rule: { readonly name: string; readonly lengthMax: number }): string => {
    if (text.trim() === '') refuse(field, `${rule.name} is empty.`);
    else if (text.length > rule.lengthMax) refuse(field, `${rule.name} is longer than ${String(rule.lengthMax)} characters.`);
    else if (unfitForLine.test(text)) refuse(field, `${rule.name} has characters that cannot be shown.`);
    return text;
  };
  return {
    userErrors: userErrors as readonly UserError[],
    refuse,
    /** A text of one line. */
    line: (field: string, name: string, given: string) =>
      check(field, given.normalize('NFC').trim(), { name, lengthMax: lineLengthMax }),
    reason: (given: string) => check('reason', given.trim(), { name: 'The reason', lengthMax: reasonLengthMax }),
    /** A text of several lines, null when it was left out or is empty. */
    text: (field: string, name: string, given: string | null | undefined): string | null => {
      const text = (given ?? '').normalize('NFC').replaceAll('\r\n', '\n').trim();
      if (Array.from(text).length > textLengthMax) refuse(field, `${name} is longer than ${String(textLengthMax)} characters.`);
      else if (unfitForText.test(text)) refuse(field, `${name} has characters that cannot be shown.`);
      return text === '' ? null : text;
    },
    /** As an identity provider wrote it: blanks count. */
    name: (field: string, name: string, given: string) => check(field, given, { name, lengthMax: subjectLengthMax }),
    idempotencyKey: (given: string | null | undefined): string | null => {
      const read = readIdempotencyKey(given);
      if ('key' in read) return read.key;
      userErrors.push(read);
      return null;
    },
  };
}
