import { describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { createPrincipal } from '../auth/principal.ts';
import type { PrincipalClaims } from '../auth/principal.ts';
import type { AuditEvent } from './audit-event.ts';
import { createAuditTrail } from './audit-trail.ts';

const mia: PrincipalClaims = {
  kind: 'client',
  issuer: 'https://id.example.com',
  subject: 'mia',
  name: 'Mia',
  contactId: 'c-1',
  memberships: [
    { clientId: 'acme', role: 'OWNER' },
    { clientId: 'bolt', role: 'MEMBER' },
  ],
  scopes: new Set(['clients:read']),
  tokenId: 't-1',
  expiresAt: 2_000_000_000,
};
const actor = { subject: 'sara', issuer: 'https://id.example.com', name: 'Sara', viewId: 'v-1' };

function trailOf() {
  const events: AuditEvent[] = [];
  const clock = { now: Date.parse('2030-01-01T00:00:00Z') };
  let ids = 0;
  const trail = createAuditTrail({ add: (event) => events.push(event), newId: () => String((ids += 1)), now: () => clock.now });
  return { trail, events, clock };
}
const denial = (path: string) => [{ rule: 'policy billing', path, field: 'Client.invoices' }];
const done = { field: 'openTicket', outcome: 'DONE' as const, codes: [], requestId: 'r-1' };

describe('a denial', () => {
  it('is told at once, with who was denied what', () => {
    const { trail, events } = trailOf();
    trail.denied(denial('client.invoices'), createPrincipal(mia));
    expect(events).toEqual([
      {
        ...{
          id: '1',
          at: '2030-01-01T00:00:00.000Z',
          kind: 'DENIED',
          field: 'Client.invoices',
          outcome: 'REFUSED',
          subjects: [],
        },
        ...{ actorKind: 'CLIENT', actorName: 'Mia', actorSubject: 'mia', actorIssuer: 'https://id.example.com' },
        ...{ actorContactId: 'c-1', viewId: null, clientIds: ['acme', 'bolt'] },
        summary: 'Denied by policy billing: client.invoices',
        details: JSON.stringify({ rule: 'policy billing', path: 'client.invoices', count: 1 }),
      },
    ]);
  });

  it('that comes again is counted, and the count told when a minute is over', () => {
    const { trail, events, clock } = trailOf();
    for (let times = 0; times < 50; times += 1) trail.denied(denial('client.invoices'), createPrincipal(mia));
    trail.denied(denial('client.invoices'), createPrincipal({ ...mia, subject: 'tom' }));
    expect(events).toHaveLength(2);
    clock.now += 60_000;
    trail.denied(denial('client.invoices'), createPrincipal(mia));
    const counts = events.map(({ actorSubject, details }) => [
      actorSubject,
      (JSON.parse(String(details)) as { count: number }).count,
    ]);
    expect(counts).toEqual([
      ['mia', 1],
      ['tom', 1],
      ['mia', 49],
      ['mia', 1],
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
  });

  it('under ever new names is told a hundred times and then counted', () => {
    const { trail, events } = trailOf();
    for (let times = 0; times < 5_000; times += 1) trail.denied(denial(`client.alias${times}`), createPrincipal(mia));
    expect(events).toHaveLength(100);
    trail.close();
    expect(events).toHaveLength(101);
    expect(JSON.parse(String(events.at(-1)?.details))).toEqual({ rule: 'policy billing', path: '(others)', count: 4_900 });
  });
});

describe('an action', () => {
  it('is about the client that its input names, where that is one of the caller', () => {
    const { trail, events } = trailOf();
    const named = (...ids: string[]) => {
      trail.acted({ ...done, ids }, createPrincipal(mia));
      return events.at(-1)?.clientIds;
    };
    expect(named(toGlobalId('Client', 'bolt'), toGlobalId('Ticket', '1'))).toEqual(['bolt']);
    expect(named(toGlobalId('Ticket', '1'))).toEqual(['acme', 'bolt']);
    // Nobody reads of a stranger who named them.
    expect(named(toGlobalId('Client', 'lumen'))).toEqual(['acme', 'bolt']);
    expect(named(toGlobalId('Client', 'bolt'), toGlobalId('Client', 'acme'))).toEqual(['acme', 'bolt']);
    const staff = { ...mia, kind: 'staff' as const, memberships: [], scopes: new Set(['clients:all']) };
    trail.acted({ ...done, ids: [toGlobalId('Client', 'lumen')] }, createPrincipal(staff));
    expect(events.at(-1)?.clientIds).toEqual(['lumen']);
  });

  it("through a contact's eyes is one of the member of staff", () => {
    const { trail, events } = trailOf();
    trail.acted({ ...done, ids: [], outcome: 'REFUSED' }, createPrincipal({ ...mia, actor }));
    expect(events[0]).toMatchObject({
      ...{ kind: 'ACTION', actorKind: 'STAFF', actorSubject: 'sara', actorName: 'Sara', actorContactId: null, viewId: 'v-1' },
      ...{ field: 'openTicket', outcome: 'REFUSED', summary: 'openTicket: refused' },
    });
  });

  it('names ids as they were given, a hundred of them at most, and none of any length', () => {
    const { trail, events } = trailOf();
    trail.acted({ ...done, ids: Array.from({ length: 300 }, () => 'x'.repeat(1_000)) }, createPrincipal(mia));
    expect(events[0]?.subjects).toHaveLength(100);
    expect(events[0]?.subjects[0]).toHaveLength(300);
  });
});
