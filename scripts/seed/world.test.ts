import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { PEOPLE } from './people.ts';
import type { SeedSharing, World } from './world-types.ts';
import { createWorld } from './world.ts';

const anchor = new Date('2026-11-24T10:15:00Z');
const world = createWorld({ anchor });
const clientIds = new Set(world.clients.map(({ id }) => id));
const showCases = [
  { client: 'harbor-finch', atLeast: 25 },
  { client: 'lumen-bakery', atLeast: 12 },
] as const;
const kinds = ['projects', 'quotes', 'invoices', 'documents', 'tickets'] as const;

function of<Item extends { readonly clientId: string }>(clientId: string, items: readonly Item[]): Item[] {
  return items.filter((item) => item.clientId === clientId);
}

function filesOf({ documents, tickets }: World) {
  return [
    ...documents.flatMap(({ mediaType, versions }) => versions.map(({ content }) => ({ mediaType, content }))),
    ...tickets.flatMap(({ messages }) => messages.flatMap(({ attachments }) => attachments)),
  ];
}

async function digestOf(of: World): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(of));
  for (const { content } of filesOf(of)) hash.update(await content());
  return hash.digest('hex');
}

describe('the world', () => {
  it('is the same, to the last byte of its files, for the same day', async () => {
    const first = await digestOf(world);
    expect(await digestOf(createWorld({ anchor: new Date('2026-11-24T23:59:59Z') }))).toBe(first);
    expect(await digestOf(createWorld({ anchor: new Date('2026-11-25T00:00:00Z') }))).not.toBe(first);
  });

  it('keeps ids and texts when only the day changes', () => {
    const later = createWorld({ anchor: new Date('2031-02-03T00:00:00Z') });
    const stable = ({ projects, quotes, invoices, tickets }: World) => [
      projects.map(({ id, title }) => [id, title]),
      quotes.map(({ id, title, total }) => [id, title, total]),
      invoices.map(({ id, title, total }) => [id, title, total]),
      tickets.map(({ subject, state }) => [subject, state]),
    ];
    expect(stable(later)).toEqual(stable(world));
  });

  it('has the numbers that it promises', () => {
    const counts = Object.fromEntries(kinds.map((kind) => [kind, world[kind].length]));
    expect({ clients: world.clients.length, ...counts }).toEqual({
      clients: 40,
      projects: 160,
      quotes: 200,
      invoices: 240,
      documents: 300,
      tickets: 320,
    });
    for (const { client, atLeast } of showCases) {
      for (const kind of kinds) expect(of<{ clientId: string }>(client, world[kind]).length).toBeGreaterThanOrEqual(atLeast);
    }
    for (const { id } of world.clients) {
      for (const kind of kinds) expect(of<{ clientId: string }>(id, world[kind]).length).toBeGreaterThan(0);
    }
  });

  it('gives every record an id of its own', () => {
    for (const ids of [
      world.clients.map(({ id }) => id),
      world.contacts.map(({ id }) => id),
      world.contacts.map(({ email }) => email),
      world.projects.map(({ id }) => id),
      world.quotes.map(({ id }) => id),
      world.quotes.map(({ number }) => number),
      world.invoices.map(({ id }) => id),
      world.invoices.map(({ number }) => number),
      world.documents.map(({ clientId, folder, name }) => `${clientId}/${folder}/${name}`.toLowerCase()),
    ]) {
      expect(new Set(ids).size).toBe(ids.length);
    }
    for (const { milestones } of world.projects) expect(new Set(milestones.map(({ key }) => key)).size).toBe(milestones.length);
  });

  it('refers only to what is there, and to what is of the same client', () => {
    for (const kind of ['contacts', ...kinds] as const) {
      for (const { clientId } of world[kind]) expect(clientIds).toContain(clientId);
    }
    const projects = new Map(world.projects.map((project) => [project.id, project]));
    for (const { clientId, projectId } of [...world.quotes, ...world.invoices]) {
      if (projectId !== null) expect(projects.get(projectId)?.clientId).toBe(clientId);
    }
    for (const { clientId, sharing } of world.documents) {
      const named = sharing.audience === 'CONTACTS' ? sharing.contactIds : [];
      for (const id of named) expect(of(clientId, world.contacts).map((contact) => contact.id)).toContain(id);
    }
    const staffEmails = world.staff.map(({ email }) => email);
    for (const { clientId, messages, participants } of world.tickets) {
      const clientEmails = of(clientId, world.contacts).map(({ email }) => email);
      for (const { email, side } of participants) expect(side === 'CLIENT' ? clientEmails : staffEmails).toContain(email);
      for (const { author } of messages) expect(participants).toContainEqual(author);
    }
    expect(world.clients.every(({ accountManager }) => world.staff.includes(accountManager))).toBe(true);
    expect(world.projects.every(({ manager }) => world.staff.includes(manager))).toBe(true);
  });

  it('gives every client two to six contacts and an owner', () => {
    for (const { id } of world.clients) {
      const contacts = of(id, world.contacts);
      expect(contacts.length).toBeGreaterThanOrEqual(2);
      expect(contacts.length).toBeLessThanOrEqual(6);
      expect(contacts.map(({ role }) => role)).toContain('OWNER');
    }
  });

  it('has everybody who can sign in, in the role that their token says', () => {
    for (const person of PEOPLE) {
      for (const { client, role } of person.memberships) {
        expect(clientIds).toContain(client);
        if (person.kind === 'client')
          expect(world.contacts).toContainEqual(
            expect.objectContaining({ id: person.contactId, name: person.name, clientId: client, role }),
          );
      }
      if (person.kind === 'staff')
        expect(world.staff).toContainEqual(expect.objectContaining({ id: person.subject, name: person.name }));
    }
  });

  it.each(showCases)('lets something of every kind wait on $client, late and soon', ({ client }) => {
    const today = world.anchor.toISOString().slice(0, 10);
    const soon = new Date(world.anchor.getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
    const milestones = of(client, world.projects).flatMap((project) => project.milestones);
    const due = {
      milestones: milestones.filter(({ state }) => state === 'waiting_for_client').map(({ dueOn }) => dueOn),
      quotes: of(client, world.quotes)
        .filter(({ state }) => state === 'sent')
        .map(({ validUntil }) => validUntil),
      signatures: of(client, world.documents)
        .filter(({ state }) => state === 'awaiting_signature')
        .map(({ dueBy }) => dueBy?.toISOString() ?? null),
      tickets: of(client, world.tickets)
        .filter(({ state }) => state === 'waiting_on_client')
        .map(({ resolutionDueBy }) => resolutionDueBy?.toISOString() ?? null),
    };
    for (const days of Object.values(due)) expect(days.length).toBeGreaterThan(0);
    const all = Object.values(due)
      .flat()
      .filter((day) => day !== null);
    expect(all.some((day) => day < today)).toBe(true);
    expect(all.some((day) => day >= today && day <= soon)).toBe(true);
    expect(all.some((day) => day > soon)).toBe(true);
  });

  it('knows every state and every way of sharing', () => {
    const statesOf = (items: readonly { readonly state: string }[]) => [...new Set(items.map(({ state }) => state))].sort();
    expect(statesOf(world.projects)).toEqual(['active', 'cancelled', 'completed', 'on_hold', 'planned', 'waiting_for_client']);
    expect(statesOf(world.quotes)).toEqual(['accepted', 'expired', 'rejected', 'sent']);
    expect(statesOf(world.invoices)).toEqual(['cancelled', 'open', 'overdue', 'paid']);
    expect(statesOf(world.documents)).toEqual(['archived', 'awaiting_review', 'awaiting_signature', 'published']);
    expect(statesOf(world.tickets)).toEqual(['closed', 'new', 'open', 'solved', 'waiting_on_client', 'waiting_on_third_party']);
    const audiences = (items: readonly { readonly sharing: SeedSharing }[]) =>
      new Set(items.map(({ sharing }) => sharing.audience));
    for (const { client } of showCases)
      expect(audiences(of(client, world.documents))).toEqual(new Set(['COMPANY', 'ROLES', 'CONTACTS']));
  });

  it('lets nothing happen after the anchor, and nothing before what it follows on', () => {
    const today = world.anchor.toISOString().slice(0, 10);
    for (const { state, startsOn, dueOn, stateSince, updatedAt, milestones } of world.projects) {
      expect(milestones.length).toBeGreaterThanOrEqual(2);
      expect(milestones.length).toBeLessThanOrEqual(6);
      expect(stateSince <= updatedAt && updatedAt < world.anchor).toBe(true);
      if (dueOn !== null) expect(startsOn <= dueOn).toBe(true);
      expect(startsOn > today).toBe(state === 'planned');
      const days = milestones.flatMap((milestone) => milestone.dueOn ?? []);
      expect(days).toEqual([...days].sort());
      for (const milestone of milestones) {
        expect(milestone.completedOn !== null).toBe(milestone.state === 'reached');
        if (milestone.completedOn !== null) expect(milestone.completedOn < today).toBe(true);
        expect(milestone.stateSince < world.anchor).toBe(true);
      }
      if (state === 'completed') expect(milestones.every((milestone) => milestone.state === 'reached')).toBe(true);
      expect(milestones.some((milestone) => milestone.state === 'waiting_for_client')).toBe(state === 'waiting_for_client');
    }
    for (const { state, issuedOn, validUntil, stateSince, updatedAt } of world.quotes) {
      expect(issuedOn < validUntil && issuedOn < today).toBe(true);
      expect(stateSince <= updatedAt && updatedAt < world.anchor).toBe(true);
      if (state === 'sent') expect(validUntil >= today).toBe(true);
      if (state === 'expired') expect(validUntil < today).toBe(true);
    }
    for (const { state, issuedOn, dueOn, stateSince, total, balance } of world.invoices) {
      expect(issuedOn < dueOn && issuedOn < today && stateSince < world.anchor).toBe(true);
      expect(stateSince.toISOString().slice(0, 10) >= issuedOn).toBe(true);
      if (state === 'overdue') expect(dueOn < today).toBe(true);
      if (state === 'open') expect(dueOn >= today).toBe(true);
      expect([total, balance].every(({ amount }) => /^\d+\.\d\d$/.test(amount))).toBe(true);
      expect(Number(balance.amount) > 0).toBe(state === 'open' || state === 'overdue');
      expect(Number(balance.amount)).toBeLessThanOrEqual(Number(total.amount));
    }
    for (const { state, stateSince, dueBy, versions } of world.documents) {
      const times = versions.map(({ createdAt }) => createdAt.getTime());
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      expect(Math.max(...times) <= stateSince.getTime() && stateSince < world.anchor).toBe(true);
      expect(dueBy !== null).toBe(state === 'awaiting_review' || state === 'awaiting_signature');
    }
    for (const { createdAt, updatedAt, stateSince, messages } of world.tickets) {
      const times = messages.map(({ sentAt }) => sentAt.getTime());
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      expect(times[0]).toBe(createdAt.getTime());
      expect(Math.max(...times) <= updatedAt.getTime() && stateSince <= updatedAt && updatedAt < world.anchor).toBe(true);
    }
  });

  it('writes conversations that begin with the client and end as the state says', () => {
    for (const { state, messages, responseDueBy, resolutionDueBy } of world.tickets) {
      expect(messages.length).toBeLessThanOrEqual(12);
      expect(messages[0]).toMatchObject({ audience: 'PUBLIC', author: { side: 'CLIENT' } });
      for (const { audience, author, body } of messages) {
        if (audience === 'INTERNAL') expect(author.side).toBe('BUSINESS');
        expect(body).not.toMatch(/[{}]|undefined/);
      }
      const lastPublic = messages.findLast(({ audience }) => audience === 'PUBLIC');
      if (state.startsWith('waiting_on')) expect(lastPublic?.author.side).toBe('BUSINESS');
      expect(responseDueBy !== null).toBe(
        messages.every(({ author, audience }) => author.side === 'CLIENT' || audience === 'INTERNAL'),
      );
      expect(resolutionDueBy === null).toBe(state === 'solved' || state === 'closed');
    }
    const lengths = new Set(world.tickets.map(({ messages }) => messages.length));
    expect(lengths).toContain(1);
    expect(lengths).toContain(12);
    expect(world.tickets.some(({ messages }) => messages.some(({ audience }) => audience === 'INTERNAL'))).toBe(true);
  });

  it('leaves no slot of a text open', () => {
    const { documents, tickets, ...rest } = world;
    expect(
      JSON.stringify({
        ...rest,
        titles: [...documents.map(({ title, folder }) => [title, folder]), ...tickets.map(({ subject }) => subject)],
      }),
    ).not.toMatch(/\{(site|place|day|work|year|invoice|quote)\}|undefined|NaN/);
  });

  it('has real files of the media type that they say, several versions with other bytes each, all written within seconds', async () => {
    const startedAt = performance.now();
    for (const { mediaType, content } of filesOf(world)) {
      const bytes = Buffer.from(await content());
      if (mediaType === 'application/pdf') {
        expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
        expect(bytes.subarray(-6).toString('latin1')).toContain('%%EOF');
      } else {
        expect(mediaType).toBe('image/png');
        expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
      }
    }
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    const versioned = world.documents.filter(({ versions }) => versions.length > 1);
    expect(versioned.length).toBeGreaterThan(40);
    for (const { versions } of versioned) {
      const digests = new Set<string>();
      for (const { content } of versions)
        digests.add(
          createHash('sha256')
            .update(await content())
            .digest('hex'),
        );
      expect(digests.size).toBe(versions.length);
    }
  });
});
