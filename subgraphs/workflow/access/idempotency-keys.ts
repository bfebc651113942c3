import type { AccessDatabase } from './access-database.ts';
import { once } from './once.ts';
import type { Command } from './once.ts';

/** Keys of mutations that do by themselves nothing twice: all that is left to say is that a key was used with another input. */
export interface IdempotencyKeys {
  claim(command: Command, at: Date): Promise<'claimed' | 'conflict'>;
}

export function createIdempotencyKeys(database: AccessDatabase): IdempotencyKeys {
  return {
    async claim(command, at) {
      const done = await database.transaction((transaction) => once(transaction, command, at, () => Promise.resolve('-')));
      return done === 'conflict' ? 'conflict' : 'claimed';
    },
  };
}
