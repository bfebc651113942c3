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
      client { id name documents(first: 1) { nodes { id } } tickets(first: 1) { nodes { id } } }
    }
  }
}`;

/** For staff, whose clients are found by search. */
export const FIRST_CLIENT_DOCUMENT = `query FirstClient {
  clients(first: 1) { nodes { id documents(first: 1) { nodes { id } } tickets(first: 1) { nodes { id } } } }
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
  ],
};
