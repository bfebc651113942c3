import { isRevokedBy } from '../../schema/contract/access-changes.ts';
import type { AccessChanges, Issued, PartnerGrant, Revocation } from '../../schema/contract/access-changes.ts';

/** Everything that is known of revocations and grants, as one gateway hands it to another. */
export interface AccessSnapshot {
  /** Up to where changes were read; null when none ever were. */
  readonly cursor: string | null;
  /** When it was asked for what is in here: milliseconds since 1970. */
  readonly asOf: number;
  readonly revocations: readonly Revocation[];
  readonly grants: readonly PartnerGrant[];
}

/** What one gateway process knows of who lost access and which partners were granted it. Asking it costs no input or output. */
export interface AccessState {
  isRevoked(issued: Issued): boolean;
  /** Those that were not withdrawn. The same list for as long as nothing of it changed. */
  grantsOf(partner: string): readonly PartnerGrant[];
  /** Takes in the answer to a question that was asked at `askedAt` (milliseconds since 1970). */
  apply(changes: AccessChanges, askedAt: number): void;
  /** Takes over what another process knows, when it is newer. */
  adopt(snapshot: AccessSnapshot): void;
  /** Another process learned at `asOf` that nothing is new since this cursor. */
  confirm(at: { readonly cursor: string; readonly asOf: number }): void;
  /** Up to where changes were read; null when none ever were. */
  cursor(): string | null;
  /** When it was last asked for changes with success: milliseconds since 1970; null when that never was. */
  asOf(): number | null;
  snapshot(): AccessSnapshot;
}

export function createAccessState(options: { readonly now?: () => number } = {}): AccessState {
  const now = options.now ?? Date.now;
  let cursor: string | null = null;
  let asOf = -Infinity;
  const revocations = new Map<string, Revocation>();
  const grants = new Map<string, PartnerGrant>();
  /** By what is looked for: a request asks for the few revocations that can be about it, not for all. */
  const byName = new Map<string, Set<Revocation>>();
  const byPartner = new Map<string, readonly PartnerGrant[]>();
  let prunedAt = now();

  function addRevocation(revocation: Revocation): void {
    const known = revocations.get(revocation.id);
    if (known) removeRevocation(known);
    revocations.set(revocation.id, revocation);
    for (const name of namesOf(revocation)) {
      const all = byName.get(name) ?? new Set();
      byName.set(name, all.add(revocation));
    }
  }

  function removeRevocation(revocation: Revocation): void {
    revocations.delete(revocation.id);
    for (const name of namesOf(revocation)) {
      const all = byName.get(name);
      all?.delete(revocation);
      if (all?.size === 0) byName.delete(name);
    }
  }

  /** From its end on, nothing that a revocation is about can be alive. */
  function prune(): void {
    if (now() - prunedAt < betweenPrunesMs) return;
    prunedAt = now();
    for (const revocation of [...revocations.values()]) {
      if (revocation.expiresAt * 1_000 < prunedAt) removeRevocation(revocation);
    }
  }

  function setGrants(given: readonly PartnerGrant[]): void {
    const touched = new Set<string>();
    for (const grant of given) {
      const before = grants.get(grant.id);
      if (before) touched.add(before.partner);
      touched.add(grant.partner);
      grants.set(grant.id, grant);
    }
    regroup(touched);
  }

  function regroup(partners: ReadonlySet<string>): void {
    if (partners.size === 0) return;
    const regrouped = new Map<string, PartnerGrant[]>();
    for (const grant of grants.values()) {
      if (!partners.has(grant.partner) || grant.revoked) continue;
      const all = regrouped.get(grant.partner) ?? [];
      all.push(grant);
      regrouped.set(grant.partner, all);
    }
    for (const partner of partners) {
      const all = regrouped.get(partner);
      if (all) byPartner.set(partner, all);
      else byPartner.delete(partner);
    }
  }

  function replaceGrants(given: readonly PartnerGrant[]): void {
    const before = new Set(byPartner.keys());
    grants.clear();
    setGrants(given);
    regroup(before);
  }

  return {
    isRevoked(issued) {
      if (revocations.size === 0) return false;
      return namesIn(issued).some((name) => [...(byName.get(name) ?? [])].some((one) => isRevokedBy(one, issued)));
    },
    grantsOf: (partner) => byPartner.get(partner) ?? noGrants,
    apply(changes, askedAt) {
      // A whole state is all that there is, except for grants alone: a revocation that was seen is never taken back.
      for (const revocation of changes.revocations) addRevocation(revocation);
      if (changes.reset) replaceGrants(changes.grants);
      else setGrants(changes.grants);
      ({ cursor } = changes);
      asOf = Math.max(asOf, askedAt);
      prune();
    },
    adopt(snapshot) {
      if (snapshot.cursor === null || snapshot.asOf <= asOf) return;
      for (const revocation of snapshot.revocations) addRevocation(revocation);
      replaceGrants(snapshot.grants);
      ({ cursor, asOf } = snapshot);
      prune();
    },
    confirm(at) {
      if (at.cursor === cursor) asOf = Math.max(asOf, at.asOf);
    },
    cursor: () => cursor,
    asOf: () => (cursor === null ? null : asOf),
    snapshot: () => ({ cursor, asOf, revocations: [...revocations.values()], grants: [...grants.values()] }),
  };
}

const betweenPrunesMs = 60_000;
const noGrants: readonly PartnerGrant[] = Object.freeze([]);

/** The names under which a revocation is found. */
function namesOf(revocation: Revocation): string[] {
  const { kind, tokenId, subject, contactId, clientId } = revocation;
  const names = {
    TOKEN: [name('token', tokenId)],
    PERSON: [name('subject', subject), name('contact', contactId)],
    CLIENT: [name('client', clientId)],
  };
  return names[kind].filter((one) => one !== null);
}

/** The names under which what can revoke this is found. */
function namesIn({ tokenId, subject, contactId, clientIds }: Issued): string[] {
  const names = [name('token', tokenId), name('subject', subject), name('contact', contactId)];
  return [...names.filter((one) => one !== null), ...clientIds.map((clientId) => `client:${clientId}`)];
}

function name(kind: string, value: string | null): string | null {
  return value === null ? null : `${kind}:${value}`;
}
