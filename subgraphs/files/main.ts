import { runSubgraph } from '../kit/run.ts';
import { readFilesConfig } from './config.ts';
import { createFiles } from './server.ts';

await runSubgraph({ readConfig: readFilesConfig, create: (config) => createFiles(config) });
