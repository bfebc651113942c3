/**
 * The people and the partner's program that the embedded identity provider signs in: everything that a token says about them.
 * The world has the same contacts and staff under the same ids.
 */
export interface SeedSignIn {
  /** The token's subject, and what `npm run token -- <subject>` and the sign-in page call the person. */
  readonly subject: string;
  readonly name: string;
  readonly kind: 'client' | 'partner' | 'staff';
  /** The contact's id in the CRM, for a client's contact. */
  readonly contactId: string | null;
  readonly memberships: readonly {
    readonly client: string;
    /** Null for a partner or staff, who have scopes and no role. */
    readonly role: 'OWNER' | 'MEMBER' | 'BILLING' | 'VIEWER' | null;
  }[];
  /** The most that the person's or the program's tokens can hold. */
  readonly scopes: readonly string[];
  /** For the sign-in page: what one sees as this person. */
  readonly description: string;
}

const contactScopes = ['clients:read', 'documents:read', 'documents:write', 'tickets:read', 'tickets:write', 'access:write'];

function contact(
  id: string,
  name: string,
  client: string,
  role: 'OWNER' | 'MEMBER' | 'BILLING' | 'VIEWER',
  description: string,
): SeedSignIn {
  return {
    subject: id,
    name,
    kind: 'client',
    contactId: id,
    memberships: [{ client, role }],
    scopes: contactScopes,
    description,
  };
}

export const PEOPLE: readonly SeedSignIn[] = [
  contact(
    'mia',
    'Mia Harbor',
    'harbor-finch',
    'OWNER',
    'Owner at Harbor & Finch Architects: sees all that is shared, and sums of money',
  ),
  contact('tom', 'Tom Finch', 'harbor-finch', 'MEMBER', 'Member at Harbor & Finch Architects: works with tickets, sees no sums'),
  contact(
    'bea',
    'Bea Quill',
    'harbor-finch',
    'BILLING',
    'Billing at Harbor & Finch Architects: sees quotes and invoices with their sums',
  ),
  contact('vic', 'Vic Stone', 'harbor-finch', 'VIEWER', 'Viewer at Harbor & Finch Architects: may look and not touch'),
  contact('lena', 'Lena Lumen', 'lumen-bakery', 'OWNER', 'Owner at Lumen Bakery Group: another company altogether'),
  contact('max', 'Max Brot', 'lumen-bakery', 'MEMBER', 'Member at Lumen Bakery Group'),
  {
    subject: 'beacon-studio',
    name: 'Beacon Studio',
    kind: 'partner',
    contactId: null,
    // Clients let it in themselves, in the portal; a token that named them would only narrow that.
    memberships: [],
    scopes: ['clients:read', 'documents:read', 'tickets:read', 'billing:read'],
    description: 'A partner that builds its own portal; Harbor & Finch Architects granted it access',
  },
  {
    subject: 'sara',
    name: 'Sara Kern',
    kind: 'staff',
    contactId: null,
    memberships: [],
    scopes: [...contactScopes, 'clients:all', 'audit:read'],
    description: "Staff: every client, internal notes, views through a contact's eyes, and the audit trail",
  },
  {
    subject: 'otto',
    name: 'Otto Vale',
    kind: 'staff',
    contactId: null,
    memberships: [],
    scopes: ['clients:read', 'documents:read', 'tickets:read', 'clients:all', 'audit:read'],
    description: 'Staff who may read everything, the audit trail too, and change nothing',
  },
];

/** Which clients have let which partners in, sums of money included, when the portal is started for the first time. */
export const PARTNER_GRANTS = [{ partner: 'beacon-studio', client: 'harbor-finch' }] as const;

export function findPerson(subject: string): SeedSignIn | null {
  return PEOPLE.find((person) => person.subject === subject) ?? null;
}
