/**
 * Whether what the executor costs grows with the data alone: the processor time of one operation over 1, 4 and 16 times the data, and the
 * memory after so many different operations. In this process, with two subgraphs that answer out of memory.
 * usage: node --expose-gc --import tsx scripts/bench/growth.ts [operations]
 */
import { composeServices } from '@apollo/composition';
import { Kind, parse } from 'graphql';
import { createExecute } from '../../gateway/execution/permitted-execution.ts';
import { loadSupergraph } from '../../gateway/execution/supergraph.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import { median } from './load.ts';

const operations = Number(process.argv[2] ?? 10_000);
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';
const subgraphs = [
  ['items', `${link} type Query { items: [Item!]! } type Item @key(fields: "id") { id: ID! name: String parts: [Part!]! } type Part { label: String size: Int }`],
  ['notes', `${link} type Item @key(fields: "id") { id: ID! notes: [Note!]! } type Note { id: ID! text: String author: Author } type Author { name: String }`],
] as const; // prettier-ignore

let items = 0;
const { supergraphSdl, errors } = composeServices(
  subgraphs.map(([name, sdl]) => ({ name, url: `http://${name}.invalid/`, typeDefs: parse(sdl) })),
);
if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
const supergraph = loadSupergraph({
  supergraphSdl,
  // As text, as it would come: reading it is part of the cost.
  subgraph: (name) => (body) =>
    Promise.resolve({ data: JSON.parse(name === 'items' ? itemsText(body) : notesText(body)) as never, errors: [] }),
});
const view = { supergraph, schema: supergraph.apiSchema, permissions: null, hidesSuggestions: false };
const execute = createExecute(view);
const logger = createLogger({ name: 'bench', level: 'silent' });

const deep = '{ items { id name parts { label size } notes { id text author { name } } } }';
process.stdout.write('data       bytes  CPU ms/request  ns/byte\n');
for (const times of [1, 4, 16, 64]) {
  items = 25 * times;
  const bytes = JSON.stringify(await ask(deep)).length;
  const rounds = Math.max(20, Math.round(2_000 / times));
  const measured: number[] = [];
  for (let round = 0; round < 7; round++) {
    const before = process.cpuUsage();
    for (let index = 0; index < rounds; index++) await ask(deep);
    const { user, system } = process.cpuUsage(before);
    measured.push((user + system) / 1_000 / rounds);
  }
  const ms = median(measured);
  process.stdout.write(
    `${`${times}x`.padEnd(5)} ${String(bytes).padStart(10)}  ${ms.toFixed(3).padStart(14)}  ${((ms * 1e6) / bytes).toFixed(1).padStart(7)}\n`,
  );
}

items = 2;
process.stdout.write('operations  heap MB after gc\n');
for (let index = 0; index <= operations; index++) {
  if (index % Math.ceil(operations / 5) === 0) {
    globalThis.gc?.();
    process.stdout.write(
      `${String(index).padStart(10)}  ${(process.memoryUsage().heapUsed / 1024 / 1024).toFixed(1).padStart(15)}\n`,
    );
  }
  await ask(`query Q${index} { a${index}: items { id name notes { text } } }`);
}

async function ask(query: string): Promise<unknown> {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const context = { principal: null, requestId: 'r', logger, deadlineAt: Date.now() + 60_000 };
  const { data } = await execute({ document, operation, operationName: null, queryHash: query, variables: {}, context });
  if (!data) throw new Error('no answer');
  return data;
}

function itemsText(body: string): string {
  const name = /(\w+):items/.exec(body)?.[1] ?? 'items';
  const parts = (id: number): unknown[] => ['left', 'right'].map((label) => ({ label, size: id }));
  const all = Array.from({ length: items }, (_, id) => {
    return { __typename: 'Item', id: String(id), name: `item ${id}`, parts: parts(id) };
  });
  return JSON.stringify({ [name]: all });
}

function notesText(body: string): string {
  const { variables } = JSON.parse(body) as { variables: { representations: readonly { id: string }[] } };
  const notesOf = (id: string): unknown[] =>
    Array.from({ length: 3 }, (_, index) => ({
      id: `${id}-${index}`,
      text: `note ${index} of ${id}`,
      author: { name: 'somebody' },
    }));
  return JSON.stringify({ _entities: variables.representations.map(({ id }) => ({ notes: notesOf(id) })) });
}
