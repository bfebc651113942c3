import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import type { IntrospectionQuery } from 'graphql';
import { hiddenElements } from '../permissions/audiences/testing/hidden-elements.ts';
import { harborFinch, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

const committed = (audience: string): string =>
  readFileSync(new URL(`../../schema/public/${audience}.graphql`, import.meta.url), 'utf8');

const recordId = 'query ($c: ID!) { client(id: $c) { provenance { recordId } } }';
const madeUp = recordId.replace('recordId', 'recordIx');

describe('a caller', () => {
  let portal: PortalUnderTest;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
  }, 60_000);

  afterAll(() => portal.close());

  it.each([
    ['mia', 'client'],
    ['beacon-studio', 'partner'],
    ['sara', 'staff'],
  ])('%s is shown the published schema for %s by introspection', async (subject, audience) => {
    const { data } = await portal.ask(subject, getIntrospectionQuery());
    const shown = lexicographicSortSchema(buildClientSchema(data as IntrospectionQuery));
    expect(`${printSchema(shown)}\n`).toBe(committed(audience));
  });

  it.each(['mia', 'beacon-studio'])(
    '%s is refused what is for staff like what does not exist, before and after staff asked for it',
    async (subject) => {
      const asked = async (query: string) => {
        const { status, text } = await portal.ask(subject, query, { c: harborFinch });
        return { status, text: text.replaceAll('recordIx', 'recordId') };
      };
      const nothing = await asked(madeUp);
      expect(nothing.status).toBe(400);
      expect(nothing.text).not.toContain('Did you mean');
      expect(await asked(recordId)).toEqual(nothing);
      const staff = await portal.ask('sara', recordId, { c: harborFinch });
      expect(staff.data.client.provenance.recordId).toBe('harbor-finch');
      expect(await asked(recordId)).toEqual(nothing);
      expect((await portal.ask('sara', recordId, { c: harborFinch })).errors).toEqual([]);
    },
  );

  it.each(['mia', 'beacon-studio'])('%s cannot learn a hidden type by its name', async (subject) => {
    const audience = subject === 'mia' ? 'client' : 'partner';
    const hidden = hiddenElements(buildSchema(committed('staff')), buildSchema(committed(audience)));
    const types = hidden.map(({ coordinate }) => coordinate).filter((coordinate) => !/[.(]/.test(coordinate));
    expect(types).toContain('MessageAudience');
    for (const name of types) {
      const { data } = await portal.ask(subject, `{ a: __type(name: "${name}") { ...f } } fragment f on __Type { name }`);
      expect(data).toEqual({ a: null });
    }
  });
});
