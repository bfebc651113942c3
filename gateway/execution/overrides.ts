import { hash } from 'node:crypto';
import { ConfigurationError } from '../../schema/contract/environment.ts';
import type { Principal } from '../auth/principal.ts';

/** Which labels of `@override(label:)` are on. Where one is, its fields are asked of the subgraph that they move to. */
export interface Overrides {
  /** Never equal for two of them. */
  readonly key: string;
  /** By label, for every label of the supergraph. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

/** Equal for one caller at any time, in every process. For nobody (open mode) it is drawn anew each time. */
export interface ChooseOverrides {
  (principal: Principal | null): Overrides;
}

/**
 * Null for a supergraph without labels: nothing is to be chosen there, and nobody is to pay for it. Throws a `ConfigurationError` for a
 * label to be switched on that the supergraph does not have.
 *
 * A caller has one number below 100, and `percent(n)` is on for the callers whose number is less than n. So whoever is moved at 5 per cent
 * is moved at 50 as well, and of k different percentages there are k + 1 sets of labels, and plans for them, and not 2 to the power of k.
 */
export function createChooseOverrides(options: {
  /** Of the supergraph. */
  readonly labels: Iterable<string>;
  /** Those that are on for everybody. */
  readonly on: readonly string[];
  /** From 0 to less than 1. */
  readonly random?: () => number;
}): ChooseOverrides | null {
  const { on, random = Math.random } = options;
  const labels = [...options.labels].sort();
  const percentOf = new Map(labels.flatMap((label) => (isPercent(label) ? [[label, readPercent(label)] as const] : [])));
  refuseUnknown(
    on,
    labels.filter((label) => !percentOf.has(label)),
  );
  if (labels.length === 0) return null;

  const percents = [...new Set(percentOf.values())].sort((one, other) => one - other);
  /** The first is of numbers below all percentages, each next one of numbers from one percentage on. */
  const sets = [0, ...percents].map((_, passed) =>
    overridesOf(labels, (label) => {
      const percent = percentOf.get(label);
      return percent === undefined ? on.includes(label) : percents.indexOf(percent) >= passed;
    }),
  );
  const setOf = (number: number): Overrides => {
    const chosen = sets[percents.filter((percent) => percent <= number).length];
    if (!chosen) throw new Error('there is a set for each number');
    return chosen;
  };
  if (percents.length === 0) return () => setOf(0);

  /** A caller whose token is remembered is one object. */
  const chosen = new WeakMap<Principal, Overrides>();
  return (principal) => {
    if (!principal) return setOf(random() * 100);
    let set = chosen.get(principal);
    if (!set) {
      set = setOf(numberOf(principal));
      chosen.set(principal, set);
    }
    return set;
  };
}

/** `percent(12.5)`, as composition lets it through. */
function isPercent(label: string): boolean {
  return label.startsWith('percent(');
}

function readPercent(label: string): number {
  return Number(label.slice('percent('.length, -1));
}

function refuseUnknown(on: readonly string[], named: readonly string[]): void {
  const unknown = on.filter((label) => !named.includes(label));
  if (unknown.length === 0) return;
  const known = named.length > 0 ? `it has ${named.join(', ')}` : 'it has none that could be switched on';
  throw new ConfigurationError(unknown.map((label) => `OVERRIDE_LABELS: the supergraph has no label "${label}"; ${known}`));
}

function overridesOf(labels: readonly string[], isOn: (label: string) => boolean): Overrides {
  return {
    // No label has a comma.
    key: labels.filter(isOn).join(),
    conditions: new Map(labels.map((label) => [label, isOn(label)])),
  };
}

/**
 * From 0 to less than 100. It goes by the person and neither by the token nor by rights: another role does not move anybody. A contact is
 * the same one for whoever looks through its eyes, who is to see what the contact sees.
 */
function numberOf({ contactId, issuer, subject }: Principal): number {
  const caller = contactId === undefined ? [issuer ?? null, subject] : [contactId];
  const digest = hash('sha256', JSON.stringify(['override', ...caller]), 'hex');
  return (Number.parseInt(digest.slice(0, 12), 16) / 2 ** 48) * 100;
}
