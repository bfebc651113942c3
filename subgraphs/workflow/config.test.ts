import { describe, expect, it } from '@jest/globals';
import { readWorkflowConfig, workflowEnvironment } from './config.ts';

const key = { kty: 'OKP', crv: 'Ed25519', x: 'x', kid: 'k' };
const environment = { IDENTITY_KEYS: JSON.stringify({ keys: [key] }), CURSOR_SECRET: 's'.repeat(32) };

describe('the configuration of workflow', () => {
  it('needs the identity keys and the cursor secret, and has a default for the rest', () => {
    expect(readWorkflowConfig(environment)).toMatchObject({ host: '127.0.0.1', port: 4104, logLevel: 'info' });
  });

  it('tells all problems at once', () => {
    const read = () => readWorkflowConfig({ WORKFLOW_PORT: 'x', CURSOR_SECRET: 'short', LOG_LEVEL: 'loud' });
    expect(read).toThrow(/IDENTITY_KEYS[^]*CURSOR_SECRET[^]*LOG_LEVEL[^]*WORKFLOW_PORT/);
  });

  it('refuses a private key among the public ones', () => {
    const withPrivate = JSON.stringify({ keys: [{ ...key, d: 'secret' }] });
    expect(() => readWorkflowConfig({ ...environment, IDENTITY_KEYS: withPrivate })).toThrow('must be public keys');
  });

  it('describes every variable', () => {
    for (const [name, shape] of Object.entries(workflowEnvironment.shape))
      expect([name, shape.description]).toEqual([name, expect.any(String)]);
  });
});
