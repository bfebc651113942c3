import { z } from 'zod';
import { gatewayEnvironment } from '../../gateway/config.ts';
import { crmEnvironment } from '../../subgraphs/crm/config.ts';
import { filesEnvironment } from '../../subgraphs/files/config.ts';
import { ticketsEnvironment } from '../../subgraphs/tickets/config.ts';
import { workflowEnvironment } from '../../subgraphs/workflow/config.ts';
import { embeddedEnvironment } from '../embedded/config.ts';

const sections = [
  ['The gateway', gatewayEnvironment],
  ['The subgraph `crm`', crmEnvironment],
  ['The subgraph `files`', filesEnvironment],
  ['The subgraph `tickets`', ticketsEnvironment],
  ['The subgraph `workflow`', workflowEnvironment],
  ['`npm start`', embeddedEnvironment],
] as const;

/** Every variable of every process, from the objects that read them. */
export function configurationTable(): string {
  return [
    '<!-- Written by `npm run schema` from the config.ts files. Do not edit. -->',
    '# Configuration',
    '',
    'Every process reads environment variables, checks all of them at its start, and names every problem at once. An empty variable counts as not',
    'set. `npm start` sets what it needs by itself; whatever you set goes before that, so `TICKETS_ADAPTER=request-tracker TICKETS_RT_URL=… npm start`',
    'runs the portal over your Request Tracker.',
    ...sections.flatMap(([title, shape]) => [
      '',
      `## ${title}`,
      '',
      '| variable | default | what it is |',
      '|---|---|---|',
      ...rows(shape),
    ]),
    '',
  ].join('\n');
}

function rows(shape: { readonly shape: Readonly<Record<string, z.core.$ZodType>> }): string[] {
  return Object.entries(shape.shape).map(([name, type]) => `| \`${name}\` | ${defaultOf(type)} | ${describe(name, type)} |`);
}

function describe(name: string, type: z.core.$ZodType): string {
  const text = z.globalRegistry.get(type)?.description;
  if (text === undefined) throw new Error(`${name} has no description`);
  return text.replaceAll('|', '\\|');
}

function defaultOf(type: z.core.$ZodType): string {
  if (type instanceof z.ZodOptional) return '';
  if (!(type instanceof z.ZodDefault)) return '**needed**';
  const value: unknown = type.def.defaultValue;
  // One word for each audience is said once where they are the same.
  const text =
    typeof value === 'object' && value !== null ? [...new Set<unknown>(Object.values(value))].join(' ') : String(value);
  return text === '' ? '' : `\`${text}\``;
}
