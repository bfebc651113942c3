// Reads what jest wrote about a run.
//   read-report.mjs suites REPORT               prints the suites that failed, a line each
//   read-report.mjs count NAME REPORT [AGAIN]   prints "<passed> <failed> <name>", and to the error output what failed
// AGAIN is a run of the suites that failed in REPORT: what it says of them counts, and that they needed it is told.
import { readFileSync } from 'node:fs';

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};
const failedIn = (report) => report.testResults.filter(({ status }) => status === 'failed');

const [what, ...rest] = process.argv.slice(2);
if (what === 'suites') for (const { name } of failedIn(read(rest[0]) ?? { testResults: [] })) console.log(name);
else {
  const [name, first, again] = rest;
  const [report, second] = [read(first), again === undefined ? null : read(again)];
  if (!report) console.log(`0 1 ${name}`);
  else {
    const once = failedIn(report);
    const repeated = new Map((second?.testResults ?? []).map((suite) => [suite.name, suite]));
    const suites = report.testResults.map((suite) => (suite.status === 'failed' && repeated.get(suite.name)) || suite);
    for (const suite of once)
      if (repeated.get(suite.name)?.status === 'passed') console.error(`${name}: passed at the second time only: ${suite.name}`);
    let [passed, failed] = [0, 0];
    for (const suite of suites) {
      const results = suite.assertionResults.map(({ status }) => status);
      const wrong = results.filter((status) => status === 'failed').length;
      passed += results.filter((status) => status === 'passed').length;
      failed += suite.status === 'failed' ? Math.max(1, wrong) : wrong;
      if (suite.status !== 'failed') continue;
      console.error(`${name}: ${suite.name}`);
      for (const { status, fullName } of suite.assertionResults) if (status === 'failed') console.error(`  ${fullName}`);
    }
    console.log(passed + failed === 0 ? `0 1 ${name}` : `${passed} ${failed} ${name}`);
  }
}
