/** The suites that need more than Node and npm: which variables turn them on, and where it says how. */
export const REAL_SYSTEM_SUITES = [
  {
    system: 'Request Tracker',
    variables: ['TEST_RT_URL', 'TEST_RT_TOKEN', 'TEST_RT_STAFF_TOKEN', 'TEST_RT_AGENT_TOKEN'],
    folder: 'request-tracker',
  },
  { system: 'S3 (Ceph RADOS Gateway)', variables: ['TEST_S3_ENDPOINT'], folder: 's3' },
  { system: 'clamd (ClamAV)', variables: ['TEST_CLAMD_URL'], folder: 'clamav' },
  { system: 'Redis', variables: ['TEST_REDIS_URL'], folder: 'redis' },
] as const;

/** What a test run says at its end; empty when nothing was left out. */
export function tellLeftOut(environment: Readonly<Record<string, string | undefined>>): string {
  const leftOut = REAL_SYSTEM_SUITES.filter(({ variables }) => variables.some((name) => environment[name] === undefined));
  if (leftOut.length === 0) return '';
  const lines = leftOut.map(
    ({ system, variables, folder }) => `  ${system}: set ${variables.join(', ')} (scripts/real-systems/${folder}/README.md)`,
  );
  return `\nLeft out, because they need a real server:\n${lines.join('\n')}\n`;
}
