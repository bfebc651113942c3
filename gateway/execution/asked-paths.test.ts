import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { keepToAsked } from './asked-paths.ts';

const document = parse(
  'query A { c: client { ...f tickets { nodes { id } } } } query B { other } fragment f on Client { ... { nextSteps { missing } } }',
);
const error = (path: (string | number)[] | undefined, code = 'UPSTREAM_TIMEOUT') => ({
  message: 'm',
  ...(path && { path }),
  extensions: { code },
});
const keep = (...errors: ReturnType<typeof error>[]) => keepToAsked(document, 'A', errors);

describe('the paths of errors', () => {
  it('stay as they are when they lead through what was asked for, by fragments and lists too', () => {
    const errors = [
      error(['c', 'tickets', 'nodes', 3, 'id']),
      error(['c', 'nextSteps', 'missing']),
      error(undefined),
      error(['c', 'tickets', 'nodes', '@', 'id']),
    ];
    expect(keep(...errors)).toEqual(errors);
  });

  it('are cut where they leave it', () => {
    expect(keep(error(['c', 'ticketFacts', 'steps']))).toEqual([error(['c'])]);
    expect(keep(error(['other']))).toEqual([error([])]);
  });

  it('are told once: an error that names what was asked for stands for one that does not', () => {
    const asked = error(['c', 'tickets']);
    expect(keep(error(['c', 'ticketFacts']), asked)).toEqual([asked]);
    expect(keep(error(['c', 'ticketFacts']), error(['c', 'fileFacts']))).toEqual([error(['c'])]);
    expect(keep(error(['c', 'ticketFacts'], 'INTERNAL_SERVER_ERROR'), asked)).toHaveLength(2);
  });

  it('do not send fragments of one another round in circles', () => {
    const circular = parse('{ a { ...x } } fragment x on T { ...y } fragment y on T { ...x b }');
    expect(keepToAsked(circular, null, [error(['a', 'z'])])).toEqual([error(['a'])]);
  });
});
