import { z } from 'zod';
import { readEnvironment } from '../../schema/contract/environment.ts';
import type { Environment } from '../../schema/contract/environment.ts';
import { listenHost, listenPort, sharedEnvironment } from '../kit/config.ts';

export const workflowEnvironment = z.object({
  ...sharedEnvironment,
  WORKFLOW_HOST: listenHost(),
  WORKFLOW_PORT: listenPort(4104),
});

export type WorkflowConfig = ReturnType<typeof readWorkflowConfig>;

export function readWorkflowConfig(environment: Environment) {
  const read = readEnvironment(workflowEnvironment, environment);
  return Object.freeze({
    host: read.WORKFLOW_HOST,
    port: read.WORKFLOW_PORT,
    identityKeys: read.IDENTITY_KEYS,
    cursorSecret: read.CURSOR_SECRET,
    logLevel: read.LOG_LEVEL,
  });
}
