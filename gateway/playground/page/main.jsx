import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { parse, print } from 'graphql';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './page.css';
import { EXAMPLE_OPERATIONS, FIRST_CLIENT_DOCUMENT, VIEWER_DOCUMENT } from './example-operations.ts';
import { createSignIn } from './sign-in.ts';

// Plain JSX: React's types are no dependency of this project. What can go wrong without a browser is in the .ts files beside.

// The editor's workers are built beside the page and served by the gateway like it.
const workers = { json: 'json.worker.js', graphql: 'graphql.worker.js' };
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(`/playground/assets/${workers[label] ?? 'editor.worker.js'}`, { name: label }),
};

const configuration = JSON.parse(document.querySelector('meta[name="portal-configuration"]').content);
const signIn =
  configuration.signIn &&
  createSignIn(configuration.signIn, {
    storage: sessionStorage,
    fetch: (...request) => fetch(...request),
    address: () => location.href,
    leaveFor: (address) => location.assign(address),
    replaceAddress: (address) => history.replaceState(null, '', address),
    now: Date.now,
  });

async function ask(body, onExpired) {
  const session = signIn?.session();
  if (signIn && !session) onExpired();
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(session && { authorization: `Bearer ${session.accessToken}` }) },
    body: JSON.stringify(body),
  });
  if (answer.status === 401) onExpired();
  return answer.json();
}

function Playground({ problem: firstProblem }) {
  const [session, setSession] = useState(() => signIn?.session() ?? null);
  const [problem, setProblem] = useState(firstProblem);
  const [expired, setExpired] = useState(false);
  const [viewer, setViewer] = useState(null);
  const [seen, setSeen] = useState({ clientId: null, documentId: null, ticketId: null, contactId: null });
  const onExpired = () => setExpired(true);
  const leave = (what) => what.catch((error) => setProblem(error.message));
  const begin = (options) => leave(signIn.begin(options));

  useEffect(() => {
    if (!session) return undefined;
    const timer = setTimeout(onExpired, Math.max(0, session.expiresAt - Date.now()));
    load().catch(() => setProblem('The gateway cannot be reached.'));
    return () => clearTimeout(timer);
  }, [session]);

  async function load() {
    const { data, errors } = await ask({ query: VIEWER_DOCUMENT }, onExpired);
    if (!data?.viewer) {
      setProblem(errors?.[0]?.message ?? 'The gateway did not say who you are.');
      return;
    }
    setViewer(data.viewer);
    const own = data.viewer.memberships.find(({ client }) => client)?.client;
    const client = own ?? (await ask({ query: FIRST_CLIENT_DOCUMENT }, onExpired)).data?.clients?.nodes?.[0];
    setSeen({
      clientId: client?.id ?? null,
      documentId: client?.documents?.nodes[0]?.id ?? null,
      ticketId: client?.tickets?.nodes[0]?.id ?? null,
      contactId: client?.contacts?.nodes[0]?.id ?? null,
    });
  }

  const fetcher = useMemo(() => (body) => ask(body, onExpired), []);
  const operations = useMemo(
    () => (EXAMPLE_OPERATIONS[viewer?.kind] ?? []).map((each) => ({ ...each, document: print(parse(each.document)) })),
    [viewer],
  );
  const isIn = !signIn || (session && viewer);

  return (
    <div className="portal">
      <header className="portal-bar">
        <span className="portal-name">
          <Mark /> Portal Graph <small>playground</small>
        </span>
        {isIn && signIn && <Person viewer={viewer} />}
        {!signIn && <span className="portal-note">Open mode: nobody signs in, and every field is open.</span>}
        {session && (
          <span className="portal-buttons">
            <button onClick={() => begin({ choosePerson: true })}>Switch person</button>
            <button onClick={() => leave(signIn.end())}>Sign out</button>
          </span>
        )}
      </header>
      {expired && (
        <div className="portal-expired" role="alert">
          Your sign-in has run out. What you have written stays.
          <button onClick={() => begin()}>Sign in again</button>
        </div>
      )}
      {isIn ? (
        <Ready value={{ operations, seen }}>
          <GraphiQL
            fetcher={fetcher}
            plugins={signIn ? plugins : openPlugins}
            visiblePlugin={signIn ? 'Ready operations' : undefined}
            isHeadersEditorEnabled={false}
            shouldPersistHeaders={false}
            showPersistHeadersSettings={false}
            defaultQuery={operations[0]?.document ?? '{ __typename }'}
          >
            <GraphiQL.Logo>
              <span />
            </GraphiQL.Logo>
          </GraphiQL>
        </Ready>
      ) : (
        <main className="portal-card">
          <Mark />
          <h1>{session ? 'One moment' : 'Sign in to ask the graph'}</h1>
          {session ? (
            <p>Asking the gateway who you are.</p>
          ) : (
            <p>You see here what the portal shows to you and nobody else: the answers depend on who is signed in.</p>
          )}
          {problem && (
            <p className="portal-problem" role="alert">
              {problem}
            </p>
          )}
          {(!session || problem) && <button onClick={() => begin()}>Sign in</button>}
        </main>
      )}
    </div>
  );
}

/** The plugins stay the same objects while what they show changes: GraphiQL takes another object for another plugin. */
const Ready = createContext({ operations: [], seen: {} });
const plugins = [{ title: 'Ready operations', icon: PlayIcon, content: Operations }, HISTORY_PLUGIN];
const openPlugins = [HISTORY_PLUGIN];

function Person({ viewer }) {
  const names = viewer.memberships.flatMap(({ client, role }) =>
    client ? [role ? `${client.name} (${role.toLowerCase()})` : client.name] : [],
  );
  return (
    <span className="portal-person" title={`Scopes: ${viewer.scopes.join(', ') || 'none'}`}>
      <b>{viewer.name ?? viewer.subject}</b>
      <span className={`portal-kind portal-kind-${viewer.kind.toLowerCase()}`}>{viewer.kind.toLowerCase()}</span>
      <span className="portal-clients">{names.join(', ')}</span>
    </span>
  );
}

function Operations() {
  const { operations, seen } = useContext(Ready);
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({ queryEditor, variableEditor }));
  const { run, setOperationFacts } = useGraphiQLActions();
  const show = (operation) => {
    queryEditor?.setValue(operation.document);
    variableEditor?.setValue(JSON.stringify(operation.variables(seen), null, 2));
    // The editor finds out by itself what stands in it, but only a while after: the operation of before would be run.
    const documentAST = parse(operation.document);
    const [definition] = documentAST.definitions;
    setOperationFacts({ documentAST, operationName: definition.name.value, operations: [definition] });
    // What changes something is not done before it was read.
    if (definition.operation === 'query') run();
  };
  return (
    <div className="portal-operations">
      <h2>Ready operations</h2>
      <p>Chosen for who is signed in. A query runs at once; a mutation waits for you.</p>
      {operations.map((operation) => (
        <button key={operation.title} onClick={() => show(operation)}>
          <b>{operation.title}</b>
          <span>{operation.about}</span>
        </button>
      ))}
    </div>
  );
}

function PlayIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round">
      <path d="M4 5.5h10M4 10.5h7M4 15.5h6M13 12.5l7 4-7 4z" />
    </svg>
  );
}

function Mark() {
  return (
    <svg className="portal-mark" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden="true">
      <path d="M5 21V11a7 7 0 0 1 14 0v10M9.5 21V11a2.5 2.5 0 0 1 5 0v10M3 21h18" />
    </svg>
  );
}

let problem = null;
try {
  await signIn?.complete();
} catch (error) {
  problem = error.message;
}
createRoot(document.getElementById('playground')).render(<Playground problem={problem} />);
