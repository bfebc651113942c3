import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import type { Caller } from './callers.ts';
import { createCoverage } from './coverage.ts';
import type { Coverage } from './coverage.ts';
import type { Answer, Operation, TwoWorlds } from './deployments.ts';
import type { MadeOperation } from './make-operation.ts';

/** Two answers to the same question that are not the same. */
export interface Difference {
  /** Which operation of the run, from 1. */
  readonly place: number;
  readonly caller: string;
  readonly operation: Operation;
  readonly first: Answer;
  readonly second: Answer;
}

export interface RunReport {
  operations: number;
  requests: number;
  readonly differences: Difference[];
  /** Operations to which a caller got some data. */
  withOwnData: number;
  /** Operations with an id, a cursor or a name of another client. */
  withForeign: number;
  mutations: number;
  /** Operations to which a caller got an error. */
  withErrors: number;
  /** What callers saw with a value. */
  readonly coverage: Coverage;
}

export interface RunOptions {
  readonly worlds: TwoWorlds;
  readonly schema: GraphQLSchema;
  /** Draws the operations; what was seen so far steers it. */
  readonly operationsOf: (seen: Coverage['seen']) => Iterable<MadeOperation>;
  readonly count: number;
  /** They take turns. */
  readonly callers: readonly Caller[];
  /** How many of them ask each operation. */
  readonly callersAtOnce: number;
  readonly stopAtFirst: boolean;
  /** Happens before an operation is asked; what others do in one of the worlds, or in both. */
  readonly before?: (operation: MadeOperation, place: number) => Promise<void>;
}

/** A few at once, since answering is what takes the time. */
const atOnce = 4;

/** An error of a system, or the list of the sources that were left out (`missing`, under any alias). */
const leavesOut = /"UPSTREAM_|\["(crm|files|tickets|workflow)"/;
/** The same for a caller who may not see tickets, and is told each time that they were left out. */
const leavesOutBesidesTickets = /"UPSTREAM_|\[("tickets",)?"(crm|files|workflow)"/;

/** How often the same is asked while the machine is too busy to answer it whole. */
const patience = 6;

/**
 * Asks each operation in both worlds, as some of the callers. Queries run a few at a time; a mutation runs alone, after everything before
 * it, so that what is read after it is the same in both. Ends at the first difference when `stopAtFirst`.
 */
export async function compareWorlds(options: RunOptions): Promise<RunReport> {
  const { worlds, count, callers, stopAtFirst } = options;
  const coverage = createCoverage(options.schema);
  const report: RunReport = {
    ...{ operations: 0, requests: 0, differences: [], withOwnData: 0, withForeign: 0, mutations: 0, withErrors: 0, coverage },
  };
  const running = new Set<Promise<void>>();

  async function check(operation: MadeOperation, place: number): Promise<void> {
    await options.before?.(operation, place);
    let hasData = false;
    let hasErrors = false;
    for (let turn = 0; turn < options.callersAtOnce; turn++) {
      const caller = callers[(place * options.callersAtOnce + turn) % callers.length];
      if (!caller) throw new Error('nobody asks');
      const [first, second] = await askBoth(caller, operation);
      if (!areEqual(first, second)) report.differences.push({ place, caller: caller.name, operation, first, second });
      const { data, errors } = JSON.parse(first.body) as { data?: unknown; errors?: unknown };
      coverage.record(operation.document, data);
      hasData ||= showsData(data);
      hasErrors ||= errors !== undefined;
    }
    if (hasData) report.withOwnData++;
    if (hasErrors) report.withErrors++;
  }

  /** A part of an answer that could not be had says that the machine is busy, or that it never can: both are asked again. */
  async function askBoth(caller: Caller, operation: MadeOperation): Promise<[Answer, Answer]> {
    for (let turn = 1; ; turn++) {
      const failures = failuresOf(worlds);
      const answers = await Promise.all([worlds.first.ask(caller, operation), worlds.second.ask(caller, operation)]);
      report.requests += 2;
      const [{ body: first }, { body: second }] = answers;
      const isPart = seesTickets(caller) ? leavesOut : leavesOutBesidesTickets;
      const isWhole = failures === failuresOf(worlds) && !isPart.test(`${first}${second}`);
      if (first === second || isWhole || turn === patience) return answers;
      await sleep(turn * 500);
    }
  }

  for (const operation of options.operationsOf(coverage.seen)) {
    if (report.operations >= count || (stopAtFirst && report.differences.length > 0)) break;
    report.operations++;
    if (operation.isMutation) report.mutations++;
    if (namesForeign(operation)) report.withForeign++;
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

function seesTickets({ claims }: Caller): boolean {
  return String(claims['scope']).split(' ').includes('tickets:read');
}

function failuresOf({ first, second }: TwoWorlds): number {
  return first.failures() + second.failures();
}

function areEqual(first: Answer, second: Answer): boolean {
  return first.status === second.status && first.headers === second.headers && first.body === second.body;
}

function namesForeign({ used }: MadeOperation): boolean {
  return ['foreign', 'foreign cursor', 'foreign word', 'hidden'].some((source) => used.has(source));
}

/** Whether there is a value in an answer besides type names, zeros, and what is said of an empty page. */
function showsData(data: unknown): boolean {
  const shows = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(shows);
    if (typeof value === 'object' && value !== null) {
      return Object.entries(value).some(([key, inner]) => key !== '__typename' && shows(inner));
    }
    return typeof value === 'string' || (typeof value === 'number' && value !== 0);
  };
  return shows(data);
}

export function describeDifference({ place, caller, operation, first, second }: Difference): string {
  let at = 0;
  while (at < first.body.length && first.body[at] === second.body[at]) at++;
  const around = ({ status, body }: Answer): string => `${status} …${body.slice(Math.max(0, at - 200), at + 300)}…`;
  return [
    `operation ${place}, asked as ${caller}:`,
    operation.query,
    JSON.stringify(operation.variables),
    `first world:  ${around(first)}`,
    `second world: ${around(second)}`,
    ...(first.headers === second.headers ? [] : [first.headers, second.headers]),
  ].join('\n');
}
