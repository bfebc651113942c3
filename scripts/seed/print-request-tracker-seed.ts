/** Prints the tickets of the two companies that people sign in for, as the test Request Tracker takes them (RT_TICKETS of its start.sh). */
import { toRequestTrackerSeed } from './tickets.ts';
import { createWorld } from './world.ts';

const shown = new Set(['harbor-finch', 'lumen-bakery']);
const world = createWorld({ anchor: new Date('2026-11-02T00:00:00.000Z') });
const tickets = world.tickets
  .filter(({ clientId }) => shown.has(clientId))
  .map((ticket) => ({ ...ticket, messages: ticket.messages.slice(0, 4) }));
process.stdout.write(`${JSON.stringify(toRequestTrackerSeed({ contacts: world.contacts, tickets }), null, 1)}\n`);
