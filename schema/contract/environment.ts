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

export function readEnvironment<Shape extends z.ZodType>(shape: Shape, environment: Environment): z.output<Shape> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const result = shape.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map((issue) => (issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message)),
  );
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
