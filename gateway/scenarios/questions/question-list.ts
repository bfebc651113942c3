import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const condition = z.union([
  z.string(),
  z.boolean(),
  z.strictObject({ is: z.unknown() }),
  z.strictObject({ atLeast: z.number() }),
  z.strictObject({ matches: z.string() }),
  z.strictObject({ oneOf: z.array(z.string()) }),
]);

const asking = z.strictObject({
  as: z.string(),
  operation: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
  holds: z.record(z.string(), condition).refine((held) => Object.keys(held).length > 0, 'a question without a check'),
  keeps: z.record(z.string(), z.string()).default({}),
});

const answered = asking.extend({
  question: z.string(),
  /** What somebody else does before it can be asked. */
  prepared: asking.optional(),
  /** Where the address for a file stands. */
  upload: z.string().optional(),
  /** Which file is sent there. */
  sends: z.enum(['file', 'photo']).default('file'),
  afterwards: asking.optional(),
});

const unanswered = z.strictObject({ question: z.string(), as: z.string(), unanswered: z.string() });

const list = z.strictObject({
  found: z.record(z.string(), z.strictObject({ as: z.string(), operation: z.string(), path: z.string() })),
  questions: z.array(z.union([unanswered, answered])),
});

export type Condition = z.output<typeof condition>;
export type Asking = z.output<typeof asking>;
export type AnsweredQuestion = z.output<typeof answered>;
export type Found = z.output<typeof list>['found'];

export function readQuestionList() {
  const file = new URL('../../../schema/questions.yml', import.meta.url);
  const { found, questions } = list.parse(parse(readFileSync(file, 'utf8')));
  return {
    found,
    answered: questions.filter((question) => 'operation' in question),
    unanswered: questions.filter((question) => 'unanswered' in question),
  };
}
