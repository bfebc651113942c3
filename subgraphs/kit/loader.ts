import DataLoader from 'dataloader';

/**
 * A per-request loader over a batch method that returns a map: absent keys become null, the order of the keys is kept, and a
 * batch that fails fails each of its keys. Never share one between requests: what it remembers was read with one caller's scope.
 */
export function createLoader<Key, Value>(
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<string, Value>>,
  options: { keyOf: (key: Key) => string; batchSizeMax?: number },
): DataLoader<Key, Value | null, string> {
  return new DataLoader<Key, Value | null, string>(
    async (keys) => {
      const found = await read(keys);
      return keys.map((key) => found.get(options.keyOf(key)) ?? null);
    },
    { cacheKeyFn: options.keyOf, maxBatchSize: options.batchSizeMax ?? 500 },
  );
}

/**
 * A loader for lists that belong to parents: calls with equal arguments (filter and page) become one batch over their parents.
 * `argumentsKey` says which calls may share a batch; `read` gets the parents of one such group, without repetition.
 */
export function createListLoader<Parent extends string, Arguments, Value>(
  read: (parents: readonly Parent[], listArguments: Arguments) => Promise<ReadonlyMap<Parent, Value>>,
  options: { absent: () => Value },
): DataLoader<{ parent: Parent; arguments: Arguments }, Value, string> {
  const keyOf = (call: { parent: Parent; arguments: Arguments }): string => JSON.stringify([call.parent, call.arguments]);
  return new DataLoader<{ parent: Parent; arguments: Arguments }, Value, string>(
    async (calls) => {
      const groups = new Map<string, { arguments: Arguments; parents: Parent[] }>();
      for (const call of calls) {
        const key = JSON.stringify(call.arguments);
        const group = groups.get(key);
        if (group) group.parents.push(call.parent);
        else groups.set(key, { arguments: call.arguments, parents: [call.parent] });
      }
      const answers = new Map<string, ReadonlyMap<Parent, Value> | Error>();
      await Promise.all(
        [...groups].map(async ([key, group]) => {
          try {
            answers.set(key, await read(group.parents, group.arguments));
          } catch (error) {
            answers.set(key, error instanceof Error ? error : new Error(String(error)));
          }
        }),
      );
      return calls.map((call) => {
        const answer = answers.get(JSON.stringify(call.arguments));
        if (answer instanceof Error) return answer;
        return answer?.get(call.parent) ?? options.absent();
      });
    },
    { cacheKeyFn: keyOf },
  );
}
