import { PEOPLE } from '../seed/people.ts';
import type { EmbeddedPortal } from './portal.ts';

/** What `npm start` prints when the portal answers. */
export async function welcome(
  portal: Pick<EmbeddedPortal, 'url' | 'graphqlUrl' | 'issueToken'>,
  told: { readonly seconds: number; readonly dataDirectory: string },
): Promise<string> {
  const people = await Promise.all(
    PEOPLE.map(
      async ({ subject, name, description }) =>
        `  ${name} (${subject}). ${description}\n    ${curl(portal.graphqlUrl, await portal.issueToken(subject))}\n`,
    ),
  );
  return `
The portal graph answers at ${portal.graphqlUrl} (started in ${told.seconds.toFixed(1)} s).

Open the playground and sign in as one of the people below:  ${portal.url}/playground

Or ask by hand. The tokens are good for an hour; \`npm run -s token -- mia\` gives a new one.

${people.join('\n')}
What to try: as Mia, \`client(id)\` with projects, quotes, documents, tickets and nextSteps; reply to a ticket and see it in the
thread; then ask for the same ids as Lena, who is with another company, and get null. As Sara, \`clients(search: "bakery")\`.

What is kept lies in ${told.dataDirectory}; \`npm start -- --reset\` starts over. Ctrl-C ends everything.
`;
}

const query = '{ viewer { name kind memberships { role client { name nextSteps(first: 3) { nodes { headline urgency } } } } } }';

function curl(url: string, token: string): string {
  return `curl -s ${url} -H 'content-type: application/json' -H 'authorization: Bearer ${token}' -d '${JSON.stringify({ query })}'`;
}
