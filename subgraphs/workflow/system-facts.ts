import { z } from 'zod';
import type { Logger } from '../../schema/contract/logger.ts';
import { FACTS_MAX } from '../kit/domain.ts';
import type { EventFact, StepFact } from '../kit/domain.ts';
import type { Client, FactsSource, OtherSource, Subject } from './domain.ts';

/** What one system contributes to one list. */
export interface Contribution<Fact> {
  readonly source: FactsSource;
  /** The system of record, as the business calls it. */
  readonly system: string;
  readonly facts: readonly Fact[];
  /** The records that the facts are about, by global id, where they are this subgraph's own. */
  readonly own?: ReadonlyMap<string, Subject>;
}

export interface Contributions<Fact> {
  readonly given: readonly Contribution<Fact>[];
  /** The systems that gave nothing readable; always in the order crm, files, tickets. */
  readonly missing: readonly FactsSource[];
}

/**
 * Reads the steps out of what the gateway brought along. Only the steps: when the caller asks for next steps alone, the facts have no
 * events, and the other way round.
 */
export function readSteps(client: Client, logger: Logger): Contributions<StepFact> {
  return readFacts(client, logger, z.object({ system: z.string(), steps: z.array(stepFact) }), ({ steps }) => steps);
}

/** Reads the events out of what the gateway brought along. */
export function readEvents(client: Client, logger: Logger): Contributions<EventFact> {
  return readFacts(client, logger, z.object({ system: z.string(), events: z.array(eventFact) }), ({ events }) => events);
}

const sources: readonly OtherSource[] = ['crm', 'files', 'tickets'];

/** An instant as JSON carries it. */
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const stepFact = z.object({
  subjectType: z.string(),
  subjectId: z.string(),
  title: z.string(),
  headline: z.string(),
  action: z.enum(['OPEN_TICKET', 'REPLY_TO_TICKET', 'CLOSE_TICKET', 'REOPEN_TICKET', 'DOWNLOAD_DOCUMENT']).nullable(),
  dueBy: instant.nullable(),
  since: instant,
});

const eventFact = z.object({
  key: z.string(),
  kind: z.enum([
    'PROJECT_CHANGED',
    'MILESTONE_REACHED',
    'QUOTE_CHANGED',
    'INVOICE_CHANGED',
    'DOCUMENT_ADDED',
    'TICKET_OPENED',
    'MESSAGE_SENT',
    'TICKET_CLOSED',
  ]),
  at: instant,
  headline: z.string(),
  actor: z.string().nullable(),
  subjectType: z.string(),
  subjectId: z.string(),
});

/**
 * Another subgraph's payload is judged as a whole: with one fact that cannot be read, that system counts as missing, which the
 * list says. Leaving out the unreadable one would show a list that looks whole and is not.
 */
function readFacts<Facts extends { readonly system: string }, Fact>(
  client: Client,
  logger: Logger,
  shape: z.ZodType<Facts>,
  factsOf: (facts: Facts) => readonly Fact[],
): Contributions<Fact> {
  const given: Contribution<Fact>[] = [];
  const missing: FactsSource[] = [];
  for (const source of sources) {
    const payload = client.facts[source];
    const read = payload == null ? null : shape.safeParse(payload);
    if (read?.success) {
      given.push({ source, system: read.data.system, facts: factsOf(read.data).slice(0, FACTS_MAX) });
      continue;
    }
    missing.push(source);
    // Where the payload breaks the contract is worth knowing; its content is the client's and stays out of the log.
    const problems = read?.error.issues.map(({ path, code }) => ({ path: path.join('.'), code })).slice(0, 10);
    if (problems) logger.warn({ source, problems }, 'the facts of a system could not be read');
  }
  return { given, missing };
}

/** What the other systems contribute, and what this subgraph does; null for what of its own could not be read. */
export function withOwn<Fact>(others: Contributions<Fact>, ...own: readonly (Contribution<Fact> | null)[]): Contributions<Fact> {
  const given = [...others.given, ...own.filter((one) => one !== null)];
  return { given, missing: own.includes(null) ? [...others.missing, 'workflow'] : others.missing };
}
