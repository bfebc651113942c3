import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/**
 * Where the provider keeps sessions, codes and grants: in this process, gone when it ends. Nobody loses more than a sign-in on a
 * page with buttons; the access tokens that were handed out stay good, because they are signed and their key is kept in a file.
 */
export function createMemoryAdapter(now: () => number = Date.now): AdapterFactory {
  const entries = new Map<string, { payload: AdapterPayload; expiresAtMs: number }>();

  const find = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    if (!entry || entry.expiresAtMs > now()) return entry?.payload;
    entries.delete(key);
    return undefined;
  };
  const removeExpired = (): void => {
    for (const [key, { expiresAtMs }] of entries) if (expiresAtMs <= now()) entries.delete(key);
  };

  return (kind): Adapter => {
    const key = (id: string): string => `${kind}:${id}`;
    const findBy = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
      for (const name of entries.keys()) {
        if (!name.startsWith(`${kind}:`)) continue;
        const payload = find(name);
        if (payload && matches(payload)) return payload;
      }
      return undefined;
    };
    return {
      upsert(id, payload, expiresInSeconds) {
        removeExpired();
        entries.set(key(id), {
          payload,
          expiresAtMs: expiresInSeconds === undefined ? Infinity : now() + expiresInSeconds * 1_000,
        });
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(find(key(id))),
      findByUid: (uid) => Promise.resolve(findBy((payload) => payload.uid === uid)),
      findByUserCode: (userCode) => Promise.resolve(findBy((payload) => payload.userCode === userCode)),
      consume(id) {
        const payload = find(key(id));
        if (payload) payload.consumed = Math.floor(now() / 1_000);
        return Promise.resolve();
      },
      destroy(id) {
        entries.delete(key(id));
        return Promise.resolve();
      },
      revokeByGrantId(grantId) {
        // Of this kind alone: a sign-in that is under way names the grant of the person who was signed in before.
        for (const [name, { payload }] of entries) {
          if (name.startsWith(`${kind}:`) && payload.grantId === grantId) entries.delete(name);
        }
        return Promise.resolve();
      },
    };
  };
}
