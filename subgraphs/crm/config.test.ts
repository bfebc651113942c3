import { describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '../../schema/contract/environment.ts';
import { readCrmConfig } from './config.ts';

const environment = {
  CRM_DATABASE_URL: 'postgres://reader:secret@127.0.0.1:5432/business',
  IDENTITY_KEYS: JSON.stringify({ keys: [{ kty: 'OKP', kid: 'a', crv: 'Ed25519', x: 'AA' }] }),
  CURSOR_SECRET: 'c'.repeat(32),
};

function problemsOf(given: Record<string, string>): readonly string[] {
  try {
    readCrmConfig(given);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

describe('the configuration', () => {
  it('has a default for all but the database and the secrets', () => {
    expect(readCrmConfig(environment)).toMatchObject({
      ...{ host: '127.0.0.1', port: 4101, adapter: 'postgres' },
      adapterOptions: { systemName: 'CRM', viewSchema: 'portal_crm', migrate: false, stateTable: null },
    });
  });

  it('tells every problem at once, by the name of its variable', () => {
    const problems = problemsOf({ CRM_DATABASE_URL: 'mysql://x', CRM_DATABASE_SCHEMA: 'a"b', CRM_DATABASE_MIGRATE: 'yes' });
    for (const name of ['CRM_DATABASE_URL', 'CRM_DATABASE_SCHEMA', 'CRM_DATABASE_MIGRATE', 'IDENTITY_KEYS', 'CURSOR_SECRET']) {
      expect(problems.some((problem) => problem.startsWith(`${name}:`))).toBe(true);
    }
  });

  it('takes the address of workflow and the key to ask it with together', () => {
    const key = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', kid: 'crm', x: 'AA', d: 'AA' });
    const url = 'http://127.0.0.1:4104/graphql';
    expect(readCrmConfig(environment).workflow).toBeNull();
    expect(readCrmConfig({ ...environment, CRM_WORKFLOW_URL: url, CRM_SERVICE_KEY: key }).workflow).toMatchObject({ url });
    expect(problemsOf({ ...environment, CRM_WORKFLOW_URL: url })).toEqual([
      expect.stringContaining('CRM_SERVICE_KEY: must be set'),
    ]);
    expect(problemsOf({ ...environment, CRM_SERVICE_KEY: key })).toEqual([
      expect.stringContaining('CRM_WORKFLOW_URL: must be set'),
    ]);
  });

  it('keeps the views out of the schema of the tables', () => {
    expect(problemsOf({ ...environment, CRM_DATABASE_SCHEMA: 'crm' })).toHaveLength(1);
  });
});
