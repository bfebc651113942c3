import type { Answer, Operation, TwoWorlds } from './deployments.ts';
import type { MadeOperation } from './make-operation.ts';

/** Two answers to the same question that are not the same. */
export interface Difference {
  /** Which operation of the run, from 1. */
  readonly place: number;
  readonly subject: string;
  readonly operation: Operation;
  readonly first: Answer;
  readonly second: Answer;
}

export interface RunReport {
  operations: number;
  requests: number;
  readonly differences: Difference[];
  /** Operations to which somebody of the own company got some data. */
  withOwnData: number;
  /** Operations with an id, a cursor or a name of another client. */
  withForeign: number;
  mutations: number;
  /** Operations to which somebody got an error. */
  withErrors: number;
}

/** A few at once: the deadline of a request is counted, and the machine may be slow. */
const atOnce = 4;

/**
 * Asks each operation as each subject in both worlds. Queries run a few at a time; a mutation runs alone, after everything before it, so
 * that what is read after it is the same in both. Ends at the first difference when `stopAtFirst`.
 */
export async function compareWorlds(options: {
  readonly worlds: TwoWorlds;
  readonly operations: Iterable<MadeOperation>;
  readonly count: number;
  readonly subjects: readonly string[];
  readonly stopAtFirst: boolean;
}): Promise<RunReport> {
  const { worlds, count, subjects, stopAtFirst } = options;
  const report: RunReport = {
    operations: 0, requests: 0, differences: [], withOwnData: 0, withForeign: 0, mutations: 0, withErrors: 0,
  }; // prettier-ignore
  const running = new Set<Promise<void>>();

  async function check(operation: MadeOperation, place: number): Promise<void> {
    let hasData = false;
    let hasErrors = false;
    for (const subject of subjects) {
      const [first, second] = await Promise.all([worlds.first.ask(subject, operation), worlds.second.ask(subject, operation)]);
      report.requests += 2;
      if (first.status !== second.status || first.headers !== second.headers || first.body !== second.body) {
        report.differences.push({ place, subject, operation, first, second });
      }
      hasData ||= showsData(first.body);
      hasErrors ||= first.body.includes('"errors":[');
    }
    if (hasData) report.withOwnData++;
    if (hasErrors) report.withErrors++;
  }

  for (const operation of options.operations) {
    if (report.operations >= count || (stopAtFirst && report.differences.length > 0)) break;
    report.operations++;
    if (operation.isMutation) report.mutations++;
    if (operation.used.has('foreign') || operation.used.has('foreign cursor') || operation.used.has('foreign word'))
      report.withForeign++;
    if (operation.isMutation) {
      await Promise.all(running);
      await check(operation, report.operations);
      continue;
    }
    if (running.size >= atOnce) await Promise.race(running);
    const done = check(operation, report.operations).finally(() => running.delete(done));
    running.add(done);
  }
  await Promise.all(running);
  report.differences.sort((one, other) => one.place - other.place);
  return report;
}

/** Whether there is a value in an answer besides type names, zeros, and what is said of an empty page. */
function showsData(body: string): boolean {
  const { data } = JSON.parse(body) as { data?: unknown };
  const shows = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(shows);
    if (typeof value === 'object' && value !== null) {
      return Object.entries(value).some(([key, inner]) => key !== '__typename' && shows(inner));
    }
    return typeof value === 'string' || (typeof value === 'number' && value !== 0);
  };
  return shows(data);
}

export function describeDifference({ place, subject, operation, first, second }: Difference): string {
  let at = 0;
  while (at < first.body.length && first.body[at] === second.body[at]) at++;
  const around = ({ status, body }: Answer): string => `${status} …${body.slice(Math.max(0, at - 200), at + 300)}…`;
  return [
    `operation ${place}, asked as ${subject}:`,
    operation.query,
    JSON.stringify(operation.variables),
    `first world:  ${around(first)}`,
    `second world: ${around(second)}`,
    ...(first.headers === second.headers ? [] : [first.headers, second.headers]),
  ].join('\n');
}
