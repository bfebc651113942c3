import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigurationError, flag, httpUrl, json, readEnvironment, secret, wholeNumber } from './environment.ts';

const shape = z.object({
  PORT: wholeNumber(0, 65_535).default(4101),
  URL: httpUrl(),
  KEYS: json(z.object({ keys: z.array(z.string()).min(1) })),
  SECRET: secret(),
  TRACE: flag().default(false),
  NAME: z.string().default('CRM'),
});

const good = { URL: 'https://crm.example', KEYS: '{"keys":["a"]}', SECRET: 's'.repeat(32) };

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readEnvironment(shape, environment);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems;
  }
}

describe('the environment', () => {
  it('is read with its defaults', () => {
    expect(readEnvironment(shape, good)).toEqual({
      PORT: 4101,
      URL: 'https://crm.example',
      KEYS: { keys: ['a'] },
      SECRET: 's'.repeat(32),
      TRACE: false,
      NAME: 'CRM',
    });
  });

  it('counts an empty string as not set', () => {
    expect(readEnvironment(shape, { ...good, PORT: '', NAME: '', TRACE: '' })).toMatchObject({
      PORT: 4101,
      NAME: 'CRM',
      TRACE: false,
    });
    expect(problemsOf({ ...good, SECRET: '' })).toEqual(problemsOf({ ...good, SECRET: undefined }));
    expect(problemsOf({ ...good, SECRET: '' })).toHaveLength(1);
  });

  it('tells all problems at once, each with its variable', () => {
    const problems = problemsOf({ PORT: '70000', URL: 'ftp://x', KEYS: '{', SECRET: 'short', TRACE: 'yes' });
    expect(problems).toEqual([
      'PORT: must be from 0 to 65535',
      'URL: must be an absolute http or https address',
      'KEYS: must be JSON',
      'SECRET: must have at least 32 characters',
      'TRACE: must be true or false',
    ]);
  });

  it('puts every problem on a line of its own', () => {
    expect(() => readEnvironment(shape, {})).toThrow(
      /^The configuration does not hold:\n {2}- URL: .+\n {2}- KEYS: .+\n {2}- SECRET: .+$/,
    );
  });

  it('says where in a JSON value the problem is, and never repeats a value', () => {
    expect(problemsOf({ ...good, KEYS: '{"keys":[7]}' })[0]).toMatch(/^KEYS\.keys\.0: /);
    expect(problemsOf({ ...good, SECRET: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it.each(['-1', '1.5', '1e3', ' 1', '0x10', 'Infinity', '65536', '99999999999999999999'])('takes "%s" for no port', (value) => {
    expect(problemsOf({ ...good, PORT: value })).toHaveLength(1);
  });

  it.each(['0', '65535'])('takes %s for a port', (value) => {
    expect(problemsOf({ ...good, PORT: value })).toEqual([]);
  });

  it.each(['crm.example', '/path', 'javascript:alert(1)', 'http://', 'file:///etc/passwd'])(
    'takes %s for no address',
    (value) => {
      expect(problemsOf({ ...good, URL: value })).toHaveLength(1);
    },
  );

  it('ignores variables that it does not know', () => {
    expect(problemsOf({ ...good, PATH: '/bin' })).toEqual([]);
  });
});
