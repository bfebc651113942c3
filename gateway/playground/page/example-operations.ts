/** Whose example it is: `ViewerKind` of the graph. */
export type ViewerKind = 'CLIENT' | 'PARTNER' | 'STAFF';

export interface ExampleOperation {
  readonly title: string;
  /** What it shows, in one sentence. */
  readonly about: string;
  readonly document: string;
  /** Made of what the one who signed in can see; a name that starts with "the id of" stands where there is nothing. */
  readonly variables: (seen: Seen) => Readonly<Record<string, unknown>>;
}

/** The first of each that the one who signed in can see. */
export interface Seen {
  readonly clientId: string | null;
  readonly documentId: string | null;
  readonly ticketId: string | null;
  readonly contactId: string | null;
}

/** Who signed in, and what `Seen` is read from. Systems that are down leave nulls. */
export const VIEWER_DOCUMENT = `query Viewer {
  viewer {
    kind
    name
    subject
    scopes
    expiresAt
    memberships {
      role
      client {
        id
        name
        documents(first: 1) { nodes { id } }
        tickets(first: 1) { nodes { id } }
        contacts(first: 1) { nodes { id } }
      }
    }
  }
}`;

/** For staff, whose clients are found by search. */
export const FIRST_CLIENT_DOCUMENT = `query FirstClient {
  clients(first: 1) {
    nodes {
      id
      documents(first: 1) { nodes { id } }
      tickets(first: 1) { nodes { id } }
      contacts(first: 1) { nodes { id } }
    }
  }
}`;

const status = 'status { phase waitingOn headline nextStep dueBy }';

const oneDocument: ExampleOperation = {
  title: 'One document, with its download',
  about: 'The address is short-lived, and good for you alone.',
  document: `query OneDocument($id: ID!) {
  document(id: $id) {
    name
    mediaType
    sizeBytes
    version
    scan
    ${status}
    download { url expiresAt }
    provenance { system asOf stale }
  }
}`,
  variables: ({ documentId }) => ({ id: documentId ?? 'the id of a document' }),
};

export const EXAMPLE_OPERATIONS: Readonly<Record<ViewerKind, readonly ExampleOperation[]>> = {
  CLIENT: [
    {
      title: 'My home page',
      about: 'What to do next, what is open, and what is new: all systems in one question.',
      document: `query HomePage {
  viewer {
    name
    memberships {
      role
      client {
        name
        accountManager { name email }
        nextSteps(first: 5) {
          nodes { title headline urgency dueBy system }
          missing
        }
        projects(first: 5) { nodes { title ${status} } }
        tickets(first: 5) { totalCount nodes { number subject ${status} } }
        documents(first: 5) { totalCount nodes { name ${status} } }
      }
    }
  }
}`,
      variables: () => ({}),
    },
    oneDocument,
    {
      title: 'Reply to a ticket',
      about: 'The receipt says that it arrived. Run it twice: it is written once.',
      document: `mutation Reply($input: ReplyToTicketInput!) {
  replyToTicket(input: $input) {
    message { body sentAt author { name } }
    ticket { subject ${status} }
    receipt { state system acceptedAt appliedAt }
    userErrors { code message path }
  }
}`,
      variables: ({ ticketId }) => ({
        input: {
          ticketId: ticketId ?? 'the id of a ticket',
          body: 'Thank you, that answers it.',
          idempotencyKey: 'playground-reply-1',
        },
      }),
    },
    {
      title: 'What I was asked for, and what is new',
      about:
        'Documents that the business waits for, decisions, and what became of them. Reading marks nothing: you say what you have read.',
      document: `query WhatIsNew($id: ID!) {
  client(id: $id) {
    documentRequests(first: 5, filter: { states: [OPEN, RETURNED] }) {
      nodes {
        id
        title
        description
        mediaTypes
        revision
        ${status}
        availableActions { action allowed reason }
      }
    }
    notifications(first: 10) {
      unreadCount
      nodes { id kind at headline isRead subject { __typename id } }
      missing
    }
  }
}`,
      variables: ({ clientId }) => ({ id: clientId ?? 'the id of a client' }),
    },
    {
      title: 'Send a document that was asked for',
      about: 'Upload it first, or name one that is there. The business takes it, or sends it back with a reason.',
      document: `mutation Send($input: FulfilDocumentRequestInput!) {
  fulfilDocumentRequest(input: $input) {
    documentRequest { title state revision ${status} }
    receipt { state appliedAt }
    userErrors { code message path }
  }
}`,
      variables: ({ documentId }) => ({
        input: { requestId: 'the id of a request', documentId: documentId ?? 'the id of a document' },
      }),
    },
    {
      title: 'Mark as read',
      about: 'Everything up to now, for you alone.',
      document: `mutation Read($input: MarkNotificationsReadInput!) {
  markNotificationsRead(input: $input) {
    receipt { state }
    userErrors { code message path }
  }
}`,
      variables: ({ clientId }) => ({
        input: { clientId: clientId ?? 'the id of a client', until: new Date().toISOString() },
      }),
    },
    {
      title: 'Share a document',
      about:
        'With some roles of your company, for its owners. Whoever may not see it finds it nowhere any more, and old links end.',
      document: `mutation ShareDocument($input: ShareDocumentInput!) {
  shareDocument(input: $input) {
    document {
      name
      sharing { audience roles contactIds }
      sharedWith { name role }
    }
    receipt { state system appliedAt }
    userErrors { code message path }
  }
}`,
      variables: ({ documentId }) => ({
        input: {
          documentId: documentId ?? 'the id of a document',
          sharing: { audience: 'ROLES', roles: ['OWNER', 'MEMBER'] },
        },
      }),
    },
    {
      title: 'Let a partner in',
      about: 'For the owners of a company: the partner sees what is shared with everybody, until you end it.',
      document: `mutation LetIn($input: GrantPartnerAccessInput!) {
  grantPartnerAccess(input: $input) {
    grant { partner billing grantedAt grantedBy expiresAt }
    userErrors { code message path }
  }
}`,
      variables: ({ clientId }) => ({
        input: { clientId: clientId ?? 'the id of a client', partner: 'beacon-studio', billing: true },
      }),
    },
    {
      title: 'Who has access, and who had',
      about:
        'The people with their roles, the partners, when staff looked through your eyes, and the trail of all that; for owners.',
      document: `query WhoHasAccess($id: ID!) {
  client(id: $id) {
    contacts(first: 20) {
      nodes { name role availableActions { action allowed reason } }
    }
    partnerGrants(first: 20) { nodes { partner billing grantedBy grantedAt expiresAt } }
    staffViews(first: 5) { nodes { staffName contactName reason openedAt endedAt } }
    auditTrail(first: 10) { nodes { at kind actorName summary outcome } }
  }
}`,
      variables: ({ clientId }) => ({ id: clientId ?? 'the id of a client' }),
    },
  ],
  PARTNER: [
    {
      title: 'The clients that granted access',
      about: 'Everything else about them follows from the scopes.',
      document: `query Granted {
  viewer {
    name
    scopes
    memberships { client { id name } }
  }
  clients(first: 20) {
    totalCount
    nodes { name tickets(first: 3) { totalCount nodes { subject ${status} } } }
  }
}`,
      variables: () => ({}),
    },
  ],
  STAFF: [
    {
      title: 'Search clients',
      about: 'Part of a name; upper and lower case are the same.',
      document: `query SearchClients($search: String) {
  clients(search: $search, first: 20) {
    totalCount
    nodes { id name clientSince accountManager { name } }
    pageInfo { hasNextPage endCursor }
  }
}`,
      variables: () => ({ search: 'a' }),
    },
    {
      title: "One client's view",
      about: 'What stands with one client, and whose turn it is.',
      document: `query OneClient($id: ID!) {
  client(id: $id) {
    name
    nextSteps(first: 10) { nodes { title headline urgency dueBy system } missing }
    projects(first: 10) { nodes { title ${status} } }
    tickets(first: 10, filter: { phases: [SUBMITTED, IN_PROGRESS, WAITING] }) {
      nodes { number subject ${status} lastMessage { sentAt author { name side } } }
    }
    invoices(first: 5) { nodes { title ${status} } }
  }
}`,
      variables: ({ clientId }) => ({ id: clientId ?? 'the id of a client' }),
    },
    oneDocument,
    {
      title: 'Ask for a document',
      about: 'Of the owners of the client, until one of them sends it: they are told, and you when it comes.',
      document: `mutation Ask($input: RequestDocumentInput!) {
  requestDocument(input: $input) {
    documentRequest { id title revision ${status} availableActions { action allowed } }
    receipt { state }
    userErrors { code message path }
  }
}`,
      variables: ({ clientId }) => ({
        input: {
          clientId: clientId ?? 'the id of a client',
          title: 'Proof of address',
          mediaTypes: ['application/pdf'],
          roles: ['OWNER'],
          idempotencyKey: 'playground-ask-1',
        },
      }),
    },
    {
      title: "Look through a contact's eyes",
      about: 'A token that is answered as the contact is, and changes nothing. The client reads that you looked, and why.',
      document: `mutation LookAs($input: ViewAsInput!) {
  viewAs(input: $input) {
    view { contactName reason openedAt expiresAt }
    token
    userErrors { code message path }
  }
}`,
      variables: ({ clientId, contactId }) => ({
        input: {
          clientId: clientId ?? 'the id of a client',
          contactId: contactId ?? 'the id of a contact',
          reason: 'They cannot find their contract.',
        },
      }),
    },
    {
      title: 'The audit trail',
      about: 'Who did, tried or was refused what, newest first.',
      document: `query Trail($filter: AuditFilter) {
  auditTrail(filter: $filter, first: 20) {
    nodes { at kind actorKind actorName client { name } field outcome summary details }
    pageInfo { hasNextPage endCursor }
  }
}`,
      variables: () => ({ filter: { kinds: ['DENIED', 'STAFF_VIEW_OPENED', 'ACTION'] } }),
    },
  ],
};
