import { describe, expect, it } from '@jest/globals';
import { readWorkflowConfig, workflowEnvironment } from './config.ts';

const key = { kty: 'OKP', crv: 'Ed25519', x: 'x', kid: 'k' };
const serviceKey = { kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd', kid: 'w' };
const environment = {
  IDENTITY_KEYS: JSON.stringify({ keys: [key] }),
  CURSOR_SECRET: 's'.repeat(32),
  WORKFLOW_DATABASE_URL: 'postgres://127.0.0.1/portal',
  WORKFLOW_SERVICE_KEY: JSON.stringify(serviceKey),
  WORKFLOW_CRM_URL: 'http://127.0.0.1:4101/graphql',
  WORKFLOW_FILES_URL: 'http://127.0.0.1:4102/graphql',
  WORKFLOW_TICKETS_URL: 'http://127.0.0.1:4102/graphql',
  WORKFLOW_RECEIPT_KEY: JSON.stringify({
    kty: 'EC',
    crv: 'P-384',
    kid: 'r',
    x: 'A'.repeat(64),
    y: 'A'.repeat(64),
    d: 'A'.repeat(64),
  }),
};

describe('the configuration of workflow', () => {
  it('needs keys, secret, database and CRM, and has a default for the rest', () => {
    expect(readWorkflowConfig(environment)).toMatchObject({
      host: '127.0.0.1',
      port: 4104,
      logLevel: 'info',
      serviceKey: { ...serviceKey, alg: 'EdDSA' },
      viewAsSeconds: 900,
      viewAsScopes: ['clients:read', 'documents:read', 'documents:write', 'tickets:read', 'tickets:write', 'access:write'],
    });
    expect(() => readWorkflowConfig({})).toThrow(
      /IDENTITY_KEYS[^]*CURSOR_SECRET[^]*WORKFLOW_DATABASE_URL[^]*WORKFLOW_SERVICE_KEY[^]*WORKFLOW_CRM_URL[^]*WORKFLOW_FILES_URL[^]*WORKFLOW_RECEIPT_KEY/,
    );
  });

  it.each([
    ['a view that lasts longer than a quarter of an hour', { WORKFLOW_VIEW_AS_SECONDS: '901' }, 'WORKFLOW_VIEW_AS_SECONDS'],
    ['a scope that the portal does not have', { WORKFLOW_VIEW_AS_SCOPES: 'clients:read all' }, 'WORKFLOW_VIEW_AS_SCOPES'],
    ['a public key to sign with', { WORKFLOW_SERVICE_KEY: JSON.stringify(key) }, 'WORKFLOW_SERVICE_KEY'],
    ['a key of another curve for receipts', { WORKFLOW_RECEIPT_KEY: JSON.stringify(serviceKey) }, 'WORKFLOW_RECEIPT_KEY'],
    ['another kind of database', { WORKFLOW_DATABASE_URL: 'mysql://127.0.0.1/portal' }, 'WORKFLOW_DATABASE_URL'],
    ['a mail server that is none', { WORKFLOW_SMTP_URL: 'https://mail.example' }, 'WORKFLOW_SMTP_URL'],
    ['a mail server without a sender', { WORKFLOW_SMTP_URL: 'smtp://mail.example' }, 'WORKFLOW_MAIL_FROM'],
    ['a sender that is two', { WORKFLOW_MAIL_FROM: 'a@b.example,c@d.example' }, 'WORKFLOW_MAIL_FROM'],
  ])('refuses %s', (_case, given, variable) => {
    expect(() => readWorkflowConfig({ ...environment, ...given })).toThrow(variable);
  });

  it('sends e-mail with a mail server alone', () => {
    expect(readWorkflowConfig(environment).mail).toBeNull();
    const mail = {
      ...{ WORKFLOW_SMTP_URL: 'smtps://user:password@mail.example', WORKFLOW_MAIL_FROM: 'portal@business.example' },
      WORKFLOW_MAIL_PORTAL_URL: 'https://portal.example',
    };
    expect(readWorkflowConfig({ ...environment, ...mail }).mail).toEqual({
      ...{ url: mail.WORKFLOW_SMTP_URL, address: mail.WORKFLOW_MAIL_FROM },
      ...{ portalUrl: mail.WORKFLOW_MAIL_PORTAL_URL, windowMs: 300_000 },
    });
  });

  it('reads scopes between blanks', () => {
    const read = readWorkflowConfig({ ...environment, WORKFLOW_VIEW_AS_SCOPES: ' clients:read  tickets:read ' });
    expect(read.viewAsScopes).toEqual(['clients:read', 'tickets:read']);
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
