import { runSubgraph } from '../kit/run.ts';
import { readCrmConfig } from './config.ts';
import { createCrm } from './server.ts';

await runSubgraph({ readConfig: readCrmConfig, create: createCrm });
