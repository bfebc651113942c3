import type { SubgraphContext, SubgraphServerOptions, WrapServer } from '../../../subgraphs/kit/server.ts';
import type { Doubles } from '../two-worlds/deployments.ts';
import type { Plant } from './plant.ts';

/** Doubles for a portal that behave like the product until a bug is planted, and like it again when it is taken out. */
export interface Switchboard {
  readonly doubles: Doubles;
  plant(plant: Plant | null): void;
}

export function createSwitchboard(atStart: Plant = {}): Switchboard {
  let planted: Plant | null = atStart;
  let plants = 0;
  /** A fault may remember things (a cache that it shares): what it wraps is wrapped once for as long as it is planted. */
  let wrapped = new WeakMap<object, Map<string, unknown>>();

  function current<Part extends object>(part: Part, name: string, wrap: ((part: Part) => Part) | undefined): Part {
    if (!wrap) return part;
    const known = wrapped.get(part) ?? new Map<string, unknown>();
    wrapped.set(part, known);
    if (!known.has(name)) known.set(name, wrap(part));
    return known.get(name) as Part;
  }

  /** An object that is, at each use, the part as it is wrapped just then. */
  function object<Part extends object>(
    part: Part,
    name: string,
    wrapOf: (plant: Plant) => ((part: Part) => Part) | undefined,
  ): Part {
    return new Proxy(part, {
      get(target, property) {
        const now = current(target, name, planted ? wrapOf(planted) : undefined);
        const value: unknown = Reflect.get(now, property);
        return typeof value === 'function' ? (value.bind(now) as unknown) : value;
      },
    });
  }

  const wrapServer: WrapServer = <Context extends SubgraphContext>(options: SubgraphServerOptions<Context>) => {
    const { name, createContext } = options;
    return {
      ...options,
      typeDefs: atStart.typeDefs?.(options.typeDefs, name) ?? options.typeDefs,
      createContext: (base: SubgraphContext) => {
        const wrap = planted?.context;
        const create = wrap ? current(createContext, name, (inner) => wrap(inner, name) as typeof createContext) : createContext;
        return create(base);
      },
      wrapVerifyIdentity: (verify) => (token) => current(verify, 'verifyIdentity', planted?.verifyIdentity)(token),
    };
  };

  return {
    plant(plant) {
      planted = plant ?? atStart;
      plants++;
      wrapped = new WeakMap();
    },
    doubles: {
      wrapFileStore: (store) => object(store, 'files', ({ files }) => files),
      overrides: {
        wrapServer,
        crm: { wrapStore: (store) => object(store, 'crm', ({ crm }) => crm) },
        tickets: { wrapStore: (store) => object(store, 'tickets', ({ tickets }) => tickets) },
        workflow: { wrapStore: (store) => object(store, 'workflow', ({ workflow }) => workflow) },
        gateway: {
          wrapPermissions: (part) => object(part, 'permissions', ({ permissions }) => permissions),
          wrapAuthenticate: (part) => (authorization) => current(part, 'authenticate', planted?.authenticate)(authorization),
          wrapIdentitySigner:
            (part) =>
            (...asked) =>
              current(part, 'identitySigner', planted?.identitySigner)(...asked),
          wrapCache: (part) => object(part, 'cache', ({ cache }) => cache),
          wrapCacheKeys: (part) => ({
            // What was kept while another fault was planted is no answer of this portal.
            answer: (parts) =>
              current(part, 'cacheKeys', planted?.cacheKeys).answer({
                ...parts,
                namespace: `${parts.namespace} ${String(plants)}`,
              }),
            sharing: (...given) => current(part, 'cacheKeys', planted?.cacheKeys).sharing(...given),
          }),
          wrapErrorFormatting: (part) => ({
            plugin: part.plugin,
            formatError: (...given) => current(part, 'errors', planted?.errorFormatting).formatError(...given),
          }),
          wrapView: (view) => atStart.view?.(view) ?? view,
        },
      },
    },
  };
}
