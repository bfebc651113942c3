import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWorld } from '../../../scripts/seed/world.ts';
import { anchor } from '../testing/portal-under-test.ts';
import { smallWorld } from '../testing/worlds.ts';
import { createActor } from './actor.ts';
import type { Act, Told } from './actor.ts';
import { SERVICES } from './build-services.ts';
import type { BuiltServices, ServiceName } from './build-services.ts';
import { compare } from './compare.ts';
import type { Findings } from './compare.ts';
import { accessJourney, fileJourney, ticketJourney, withContacts } from './journeys.ts';
import type { Journey } from './journeys.ts';
import { contradictionsInDatabase, countInDatabase, countPending } from './left-in-database.ts';
import { countInBucket } from './left-in-bucket.ts';
import { countInRequestTracker } from './left-in-request-tracker.ts';
import { writtenBack } from './left.ts';
import type { Left } from './left.ts';
import { countOnDisk } from './left-on-disk.ts';
import { startSurvivalPortal } from './survival-portal.ts';
import type { RealSystems, SurvivalPortal } from './survival-portal.ts';

export interface SurvivalRun {
  readonly built: BuiltServices;
  readonly systems: RealSystems;
  /** How many journeys of each kind; a journey about a ticket has eleven actions, about a file ten, about access four. */
  readonly journeys: { readonly tickets: number; readonly files: number; readonly access: number };
  readonly kills: number;
  /** Who is killed, in turn; all services unless it says otherwise. */
  readonly victims?: readonly ServiceName[];
  /** How many journeys go on at the same time. */
  readonly atOnce: number;
  /** Which part of all requests is given up before its answer is there, and sent again: 0.05 unless it says otherwise. */
  readonly impatience?: number;
  /** Who still waits this long after the last kill, and after having begun, does not wait any longer. */
  readonly patienceMs: number;
}

let runs = 0;

/** Lets people do what they do while the services are killed under them and answers get lost, and then counts what is there. */
export async function survive(run: SurvivalRun): Promise<Findings> {
  // Names of this run alone: a Request Tracker may have seen others.
  const prefix = `S${Date.now().toString(36)}${(runs += 1)}`;
  const named = (letter: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${letter}${index}`);
  const contacts = named('a', run.journeys.access);
  const journeys: Journey[] = mixed([
    ...named('t', run.journeys.tickets).map(ticketJourney),
    ...named('f', run.journeys.files).map(fileJourney),
    ...contacts.map(accessJourney),
  ]);
  const portal = await startSurvivalPortal({
    programs: run.built.programs,
    world: withContacts(smallWorld(createWorld({ anchor })), contacts),
    systems: run.systems,
  });
  try {
    const told = await goThrough(run, portal, journeys, prefix);
    const left: Left = new Map();
    const hasHelpDesk = run.systems.requestTracker === undefined;
    await countInDatabase(left, portal.databaseUrl, { hasHelpDesk });
    if (run.systems.requestTracker) await countInRequestTracker(left, run.systems.requestTracker, prefix);
    if (run.systems.s3) await countInBucket(left, run.systems.s3);
    else countOnDisk(left, portal.filesFolder);
    return {
      ...compare(told.told, left),
      contradictions: [
        ...(await contradictionsInDatabase(portal.databaseUrl, { hasHelpDesk })),
        ...decisionsNotWrittenBack(told.told, left),
        ...readdirSync(portal.workFolder).map((name) => `${name} lies on the disk of a service`),
      ],
      kills: portal.processes.kills,
      answersDropped: portal.proxies.map(({ dropped }) => dropped()),
      ...{ drainedMs: told.drainedMs, workedOnMs: told.workedOnMs },
      printed: portal.processes.printed.slice(-40),
    };
  } finally {
    await portal.close();
  }
}

async function goThrough(
  run: SurvivalRun,
  portal: SurvivalPortal,
  journeys: Journey[],
  prefix: string,
): Promise<{ readonly told: readonly Told[] } & Pick<Findings, 'drainedMs' | 'workedOnMs'>> {
  const tokens = new Map<string, Promise<string>>();
  const told: Told[] = [];
  const total = run.journeys.tickets * 11 + run.journeys.files * 10 + run.journeys.access * 4;
  let begun = 0;
  // Objects, because they change while somebody waits.
  const killed: { lastAt: number | null } = { lastAt: null };
  const work = { goesOn: true };
  const isOver = (since: number): boolean =>
    killed.lastAt !== null && Date.now() - Math.max(killed.lastAt, since) > run.patienceMs;
  const actor = createActor({
    graphqlUrl: portal.graphqlUrl,
    tokenOf: (subject) => {
      const token = tokens.get(subject) ?? portal.issueToken(subject);
      tokens.set(subject, token);
      return token;
    },
    keyOf: (act) => `${prefix} ${act.leaves}`,
    isOver,
    impatience: run.impatience ?? 0.05,
  });
  const act = async (one: Act): Promise<Told> => {
    begun += 1;
    const answer = await actor.perform(one);
    told.push(answer);
    return answer;
  };

  for (const proxy of portal.proxies) proxy.stir();
  const killing = (async () => {
    const { victims: among = SERVICES } = run;
    const victims = mixed(Array.from({ length: run.kills }, (_, index) => among[index % among.length] as ServiceName));
    for (const [index, victim] of victims.entries()) {
      // Spread over the work, at any moment of it.
      while (work.goesOn && begun < ((index + 0.5) / run.kills) * total) await sleep(10);
      await sleep(Math.random() * 150);
      await portal.processes.kill(victim);
    }
    killed.lastAt = Date.now();
    // What went wrong until now has to come right, and nothing else goes wrong.
    for (const proxy of portal.proxies) proxy.calm();
  })();
  await Promise.all(
    Array.from({ length: run.atOnce }, async () => {
      for (let journey = journeys.shift(); journey; journey = journeys.shift()) await journey({ actor, act, isOver });
    }),
  );
  work.goesOn = false;
  await killing;
  const begunAt = Date.now();
  while ((await countPending(portal.databaseUrl)) > 0 && !isOver(begunAt)) await sleep(50);
  const isDrained = (await countPending(portal.databaseUrl)) === 0;
  const drainedMs = isDrained ? Date.now() - (killed.lastAt ?? 0) : null;
  const ended = await Promise.all(told.map((one) => (one.ending === 'ACCEPTED' ? actor.follow(one) : Promise.resolve(one))));
  return { told: ended, drainedMs, workedOnMs: begunAt - (killed.lastAt ?? 0) };
}

/** A decision is in the system of record as often as it was made. */
function decisionsNotWrittenBack(told: readonly Told[], left: Left): string[] {
  return told.flatMap(({ act, ending }) => {
    if (act.kind !== 'decideApproval' || ending !== 'APPLIED') return [];
    const what = writtenBack(act.leaves.replace('decideApproval ', ''));
    const times = left.get(what) ?? 0;
    return times === 1 ? [] : [`${what} is with the document ${times} times`];
  });
}

/** In any order. */
function mixed<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
