import { runSubgraph } from '../kit/run.ts';
import { readWorkflowConfig } from './config.ts';
import { createWorkflow } from './server.ts';

await runSubgraph({ readConfig: readWorkflowConfig, create: createWorkflow });
