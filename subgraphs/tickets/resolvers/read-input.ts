import type { UserError } from '../../kit/domain.ts';

const subjectLengthMax = 200;
const bodyLengthMax = 10_000;
const keyLengthMax = 100;

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
  return {
    userErrors: userErrors as readonly UserError[],
    subject: (given: string) => read('subject', given, { name: 'The subject', lengthMax: subjectLengthMax, unfit: unfitForLine }),
    body: (given: string) =>
      read('body', given.replaceAll('\r\n', '\n'), { name: 'The text', lengthMax: bodyLengthMax, unfit: unfitForText }),
    idempotencyKey: (given: string | null | undefined) =>
      given == null
        ? null
        : read('idempotencyKey', given, { name: 'The idempotency key', lengthMax: keyLengthMax, unfit: unfitForLine }),
  };
}
