import { describe, expect, it } from '@jest/globals';
import { checkConfiguration } from './environment.ts';

const key = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'Zx-n0ln2tRmDfJPEsPAs7khZYOBVbV0MhJyvxVWvxvg',
  d: 'CQ1Y2WPnX-rz3vL9z3yGqkEFtFEPLuN_WWhbDVqJaMU',
  kid: 'k',
  alg: 'EdDSA',
};
const secrets = {
  cursorSecret: 'c'.repeat(43),
  linkSecret: 'l'.repeat(43),
  identityPrivateKey: key,
  serviceKeys: { workflow: key, files: key, crm: key, tickets: key },
  receiptKey: { ...key, kty: 'EC', crv: 'P-384', alg: 'ES384', x: 'A'.repeat(64), y: 'A'.repeat(64), d: 'A'.repeat(64) },
};
const check = (given: Record<string, string>) => () => checkConfiguration(given, { secrets, dataDirectory: '/tmp/none' });

describe('the configuration of the embedded start', () => {
  it('holds with nothing set', () => {
    expect(check({})).not.toThrow();
  });

  it('is told as a whole when it does not hold, over all services, each problem once', () => {
    const given = {
      GATEWAY_PORT: 'abc',
      FILES_ADAPTER: 's3',
      TICKETS_ADAPTER: 'request-tracker',
      LOG_LEVEL: 'loud',
      IDENTITY_PROVIDER_PORT: '0',
    };
    let problems: readonly string[] = [];
    try {
      check(given)();
    } catch (error) {
      problems = (error as { problems: readonly string[] }).problems;
    }
    const told = problems.map((problem) => problem.split(':')[0]);
    expect(told).toEqual(
      expect.arrayContaining(['GATEWAY_PORT', 'IDENTITY_PROVIDER_PORT', 'FILES_S3_BUCKET', 'TICKETS_RT_URL', 'TICKETS_RT_TOKEN']),
    );
    expect(told.filter((name) => name === 'LOG_LEVEL')).toHaveLength(1);
  });
});
