/**
 * `npm run -s token -- mia` prints an access token of the portal that `npm start` runs, good for an hour. It is signed here, with
 * the key out of the data folder, so it can be had without a browser. A contact's role is read from the portal's CRM, as at a sign-in.
 */
import { join } from 'node:path';
import { readSettings, readSigningKey, signAccessToken } from './identity-provider/signing-key.ts';
import { PEOPLE, findPerson } from './seed/people.ts';

const dataDirectory = process.env['PORTAL_DATA_DIR'] || '.portal';

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const [subject] = process.argv.slice(2);
const person = subject === undefined ? null : findPerson(subject);
if (!person) {
  const width = Math.max(...PEOPLE.map((somebody) => somebody.subject.length));
  const list = PEOPLE.map((somebody) => `  ${somebody.subject.padEnd(width)}  ${somebody.name}: ${somebody.description}`);
  fail(
    `${subject === undefined ? 'Say for whom' : `There is nobody by the name ${subject}`}: npm run -s token -- NAME\n${list.join('\n')}`,
  );
}

const directory = join(dataDirectory, 'identity-provider');
const settings = readSettings(directory);
if (!settings)
  fail(
    `No portal has been started with the data folder ${dataDirectory}. Run \`npm start\` first, or name its folder in PORTAL_DATA_DIR.`,
  );
const key = await readSigningKey(directory);
try {
  process.stdout.write(`${await signAccessToken(key, settings, person)}\n`);
} catch {
  fail(
    `The role of ${person.name} is kept in the portal's CRM, which does not answer. Is the portal running? Start it with \`npm start\`.`,
  );
}
