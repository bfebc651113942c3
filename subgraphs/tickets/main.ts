import { runSubgraph } from '../kit/run.ts';
import { readTicketsConfig } from './config.ts';
import { createTickets } from './server.ts';

await runSubgraph({ readConfig: readTicketsConfig, create: (config) => createTickets(config) });
