import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What is measured: a program that prints the address at which it listens. */
export interface Contender {
  readonly name: string;
  /** Beside this file. */
  readonly file: string;
  /** What the program is told. */
  readonly mode: string;
  /** Without sign-in, permissions and limits: in production mode, as its makers measure it. */
  readonly isBare: boolean;
  /** For `node`. The others' makers name none. */
  readonly nodeOptions: readonly string[];
  /** Null where the project brings what it needs. */
  readonly needs: string | null;
}

export const ours: Contender = {
  name: 'ours',
  file: 'gateway-process.ts',
  mode: 'ours',
  isBare: false,
  nodeOptions: nodeOptionsInProduction(),
  needs: null,
};

export const oursWithoutPermissions: Contender = { ...ours, name: 'ours, no permissions', mode: 'no-permissions' };

/** With answers from the cache. */
export const kept: Contender = { ...ours, name: 'kept', mode: 'kept' };

/** Against which the others are measured. */
export const apollo: Contender = {
  name: 'apollo',
  file: 'gateway-process.ts',
  mode: 'apollo',
  isBare: true,
  nodeOptions: [],
  needs: null,
};

const hive: Contender = {
  name: 'hive',
  file: 'hive-process.ts',
  mode: 'javascript',
  isBare: true,
  nodeOptions: [],
  needs: '@graphql-hive/gateway-runtime',
};

const hiveRust: Contender = { ...hive, name: 'hive-rust', mode: 'rust', needs: '@graphql-hive/router-runtime' };

/** The same calls, nothing read, an answer that is there already. */
export const floor: Contender = { ...apollo, name: 'floor', file: 'floor-process.ts', mode: 'floor' };

const all: readonly Contender[] = [apollo, hive, hiveRust, ours, kept, floor];

/** Those that can be started here. */
export function presentContenders(): { readonly present: readonly Contender[]; readonly missing: readonly Contender[] } {
  const isHere = ({ needs }: Contender): boolean =>
    needs === null || existsSync(new URL(`contenders/node_modules/${needs}/package.json`, import.meta.url));
  return { present: all.filter(isHere), missing: all.filter((contender) => !isHere(contender)) };
}

/** What the gateway is started with in `docker-compose.yml`. */
function nodeOptionsInProduction(): string[] {
  const compose = parse(readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8'), { merge: true }) as {
    services: { gateway: { command: string[] } };
  };
  return compose.services.gateway.command.filter((word) => /^--m(in|ax)-/.test(word));
}
