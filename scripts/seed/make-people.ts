import { PEOPLE } from './people.ts';
import { createRandom, cycled } from './random.ts';
import type { Random } from './random.ts';
import { BUSINESS } from './text/companies.ts';
import type { Company } from './text/companies.ts';
import { FIRST_NAMES, JOB_TITLES, LAST_NAMES } from './text/person-names.ts';
import type { SeedContact, SeedStaff } from './world-types.ts';

// The telephone numbers are from the range that the network agency keeps free for films and books.
const phonePrefix = '+49 40 66969';

const STAFF: readonly (readonly [id: string, name: string])[] = [
  ['sara', 'Sara Kern'],
  ['otto', 'Otto Vale'],
  ['imke', 'Imke Rasmund'],
  ['joris', 'Joris Tamm'],
  ['paula', 'Paula Hedding'],
  ['anton', 'Anton Weyer'],
  ['nadja', 'Nadja Sorrel'],
];

export function makeStaff(): SeedStaff[] {
  return STAFF.map(([id, name], place) => ({
    id,
    name,
    email: `${emailName(name)}@${BUSINESS.domain}`,
    phone: `${phonePrefix} ${100 + place}`,
  }));
}

/** What is not left to chance in the two companies whose contacts can sign in. */
const ADDED_ROLES: Readonly<Record<string, readonly SeedContact['role'][]>> = {
  'harbor-finch': ['MEMBER', 'VIEWER'],
  'lumen-bakery': ['BILLING', 'VIEWER'],
};

const ROLE_ORDERS: readonly (readonly SeedContact['role'][])[] = [
  ['OWNER', 'BILLING', 'MEMBER', 'MEMBER', 'VIEWER', 'MEMBER'],
  ['OWNER', 'MEMBER', 'BILLING', 'VIEWER', 'MEMBER', 'OWNER'],
  ['OWNER', 'MEMBER', 'VIEWER', 'BILLING', 'MEMBER', 'VIEWER'],
];

/** Two to six contacts for each company, the owner first. */
export function makeContacts(companies: readonly Company[]): SeedContact[] {
  const random = createRandom('contacts');
  const names = fullNames(random);
  return companies.flatMap((company, place) => {
    const known = PEOPLE.filter((person) => person.contactId !== null && person.memberships[0]?.client === company.id);
    const knownRoles = known.map((person) => ({
      name: person.name,
      id: person.subject,
      role: person.memberships[0]?.role ?? 'VIEWER',
    }));
    const roles = ADDED_ROLES[company.id] ?? cycled(ROLE_ORDERS, place).slice(0, random.whole(2, 6));
    const added = roles.map((role) => {
      const name = names.pop() ?? '';
      return { name, id: emailName(name).replace('.', '-'), role };
    });
    return [...knownRoles, ...added].map(({ id, name, role }) => ({
      id,
      clientId: company.id,
      name,
      email: `${emailName(name)}@${company.id}.example`,
      phone: `${phonePrefix} ${random.whole(200, 999)}`,
      jobTitle: random.pick(JOB_TITLES[role]),
      role,
    }));
  });
}

function fullNames(random: Random): string[] {
  return random.shuffled(FIRST_NAMES.flatMap((first) => LAST_NAMES.map((last) => `${first} ${last}`)));
}

function emailName(name: string): string {
  return name.toLowerCase().replaceAll(' ', '.');
}
