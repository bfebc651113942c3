import { z } from 'zod';

/**
 * How every process reads its configuration: one zod object per process, from environment variables. A variable set to the
 * empty string counts as not set, as Compose files and shells produce it. All problems are told at once.
 */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown by `readEnvironment`; `problems` has one line for each thing to mend, naming its variable. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration does not hold:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

/**
 * Reads the environment by a shape; throws a `ConfigurationError` with every problem. What no single variable can tell is told by
 * `crossCheck`, which sees the text of the variables that are set, so that its problems come together with theirs.
 */
export function readEnvironment<Shape extends z.ZodType>(
  shape: Shape,
  environment: Environment,
  crossCheck: (given: Environment) => Iterable<string> = () => [],
): z.output<Shape> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const result = shape.safeParse(given);
  const problems = [...(result.error?.issues ?? []).map((issue) => problemOf(issue, given)), ...crossCheck(given)];
  if (result.success && problems.length === 0) return result.data;
  throw new ConfigurationError(problems);
}

function problemOf(issue: z.core.$ZodIssue, given: Environment): string {
  const name = issue.path.join('.');
  const isMissing = issue.path.length === 1 && given[name] === undefined;
  return `${name}: ${isMissing ? 'must be set' : issue.message}`;
}

/** Prints what is wrong with the configuration and ends the process with 1; rethrows anything else. */
export function exitOnConfigurationError(error: unknown): never {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

/** A whole number from `min` to `max`, both included. */
export function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${String(min)} to ${String(max)}`);
}

export function flag() {
  return z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
}

export function httpUrl() {
  return z.url({ protocol: /^https?$/, hostname: /^.+$/, error: 'must be an absolute http or https address' });
}

/** JSON text in the variable, parsed and then checked by `shape`. */
export function json<Shape extends z.ZodType>(shape: Shape) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(shape);
}

/** A secret that keys an HMAC: at least 32 characters, so that nobody runs on a word. */
export function secret() {
  return z.string().min(32, 'must have at least 32 characters');
}
