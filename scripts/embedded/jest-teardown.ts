import { tellLeftOut } from './real-system-suites.ts';

export default async function tearDown(): Promise<void> {
  await (globalThis as { stopTestPostgres?: () => Promise<void> }).stopTestPostgres?.();
  process.stderr.write(tellLeftOut(process.env));
}
