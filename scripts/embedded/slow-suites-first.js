import TestSequencer from '@jest/test-sequencer';

/**
 * Where no earlier run is remembered, Jest begins with the longest files. The suites that take longest are short files over long work: each of
 * them begun last has one core idle for minutes. The slowest first.
 */
const slowSuites = [
  'gateway/scenarios/planted-bugs.test.ts',
  'subgraphs/tickets/adapters/request-tracker/request-tracker-tickets.test.ts',
  'gateway/scenarios/survival.test.ts',
  'gateway/scenarios/rule-matrix.test.ts',
  'gateway/scenarios/two-worlds.test.ts',
  'subgraphs/files/uploads/multipart.test.ts',
  'gateway/execution/differential.test.ts',
];

export default class SlowSuitesFirst extends TestSequencer {
  /** @param {readonly import('@jest/test-result').Test[]} tests */
  sort(tests) {
    const placeOf = (/** @type {string} */ path) => {
      const place = slowSuites.findIndex((suite) => path.endsWith(suite));
      return place === -1 ? slowSuites.length : place;
    };
    // The others stay as Jest has them.
    return super.sort([...tests]).sort((one, other) => placeOf(one.path) - placeOf(other.path));
  }
}
