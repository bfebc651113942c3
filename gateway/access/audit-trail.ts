import { readGlobalIdOf } from '../../schema/contract/global-id.ts';
import { EVERY_CLIENT_SCOPE } from '../../schema/contract/identity-claims.ts';
import type { Principal } from '../auth/principal.ts';
import { whoActed } from './audit-event.ts';
import type { AuditEvent } from './audit-event.ts';

/** Tells the audit trail who was denied what, and who changed what. */
export interface AuditTrail {
  readonly denied: (denied: readonly Denied[], principal: Principal | null) => void;
  readonly acted: (action: Action, principal: Principal | null) => void;
  /** Tells what was only counted so far. */
  readonly close: () => void;
}

/** A field that a rule said no to. */
export interface Denied {
  readonly rule: string;
  /** Response names from the root. */
  readonly path: string;
  /** As `Client.invoices`; null for a whole operation. */
  readonly field: string | null;
}

/** A mutation's root field and what became of it. */
export interface Action {
  readonly field: string;
  readonly outcome: AuditEvent['outcome'];
  /** Ids that its input names, as given. */
  readonly ids: readonly string[];
  /** Codes of what the answer says went wrong. */
  readonly codes: readonly string[];
  readonly requestId: string;
}

export interface AuditTrailOptions {
  readonly add: (event: AuditEvent) => void;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A page that asks for what its user may not have does so with each load: told once, and then counted for this long. */
const windowMs = 60_000;
/** How many different denials of one caller are told apart within a window; what a caller asks for is theirs to vary. */
const perCallerMax = 100;
const keptMax = 10_000;

const idsMax = 100;
const idLengthMax = 300;
const pathLengthMax = 500;

export function createAuditTrail(options: AuditTrailOptions): AuditTrail {
  const { add, newId, now = Date.now } = options;
  let window = newWindow(now());

  function tell(principal: Principal, denial: Denied, count: number): void {
    const path = denial.path.slice(0, pathLengthMax);
    add({
      ...whoActed(principal, null),
      ...{
        id: newId(),
        at: new Date(now()).toISOString(),
        kind: 'DENIED',
        field: fieldName(denial),
        outcome: 'REFUSED',
        subjects: [],
      },
      summary: `Denied by ${denial.rule}: ${path}${count > 1 ? `, ${count} times` : ''}`.slice(0, summaryLengthMax),
      details: JSON.stringify({ rule: denial.rule, path, count }),
    });
  }

  function endWindow(): void {
    for (const { principal, denial, more } of window.denials.values()) {
      if (more > 0) tell(principal, denial, more);
    }
    window = newWindow(now());
  }

  function countDenial(principal: Principal, denial: Denied): void {
    if (now() >= window.endsAt) endWindow();
    const told = window.toldOf.get(principal.fingerprint) ?? 0;
    const ownKey = JSON.stringify([principal.fingerprint, denial.rule, denial.path]);
    const known = window.denials.get(ownKey);
    if (known) {
      known.more += 1;
      return;
    }
    if (told < perCallerMax && window.denials.size < keptMax) {
      window.toldOf.set(principal.fingerprint, told + 1);
      window.denials.set(ownKey, { principal, denial, more: 0 });
      tell(principal, denial, 1);
      return;
    }
    const others = { rule: denial.rule, path: '(others)', field: null };
    const othersKey = JSON.stringify([principal.fingerprint, denial.rule]);
    const counted = window.denials.get(othersKey) ?? { principal, denial: others, more: 0 };
    counted.more += 1;
    window.denials.set(othersKey, counted);
  }

  return {
    denied(denied, principal) {
      if (!principal) return;
      for (const denial of denied) countDenial(principal, denial);
    },
    acted({ field, outcome, ids, codes, requestId }, principal) {
      if (!principal) return;
      add({
        ...whoActed(principal, clientNamedIn(ids, principal)),
        ...{ id: newId(), at: new Date(now()).toISOString(), kind: 'ACTION', field, outcome },
        subjects: ids.slice(0, idsMax).map((id) => id.slice(0, idLengthMax)),
        summary: `${field}: ${outcome === null ? 'answered' : words[outcome]}`,
        details: JSON.stringify({ codes: codes.slice(0, 20), requestId }),
      });
    },
    close: endWindow,
  };
}

const summaryLengthMax = 300;
const words = { DONE: 'done', REFUSED: 'refused', FAILED: 'failed' } as const;

/** A mutation goes by its own name, as in what is told of it when it was done. */
function fieldName({ field }: Denied): string | null {
  return field?.replace(/^Mutation\./, '') ?? null;
}

interface Window {
  readonly endsAt: number;
  readonly denials: Map<string, { readonly principal: Principal; readonly denial: Denied; more: number }>;
  /** How many different denials of a caller were told. */
  readonly toldOf: Map<string, number>;
}

function newWindow(nowMs: number): Window {
  return { endsAt: nowMs + windowMs, denials: new Map(), toldOf: new Map() };
}

/** One that is not the caller's is left out: its owners must not read of strangers, nor strangers make them read anything. */
function clientNamedIn(ids: readonly string[], principal: Principal): string | null {
  const named = new Set(ids.map((id) => readGlobalIdOf('Client', id)).filter((id) => id !== null));
  const [clientId] = named;
  if (clientId === undefined || named.size > 1) return null;
  const everyClient = principal.kind === 'staff' && principal.scopes.has(EVERY_CLIENT_SCOPE);
  return everyClient || principal.memberships.some((membership) => membership.clientId === clientId) ? clientId : null;
}
