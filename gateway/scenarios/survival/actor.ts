import { setTimeout as sleep } from 'node:timers/promises';
import { askGateway } from '../testing/portal-under-test.ts';
import type { Reply } from '../testing/portal-under-test.ts';
import { KINDS } from './kinds.ts';
import type { Kind } from './kinds.ts';

/** Something that a person does. */
export interface Act {
  readonly kind: Kind;
  /** Who does it: a subject. */
  readonly as: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What it leaves in a system of record, as `Left` counts it. */
  readonly leaves: string;
  /** Whether it may be refused, because another action that goes on at the same time decides about it. */
  readonly races?: boolean;
  /** A program that has a receipt may go on; most wait for the end. */
  readonly goesOnWhenAccepted?: boolean;
}

export type Ending = 'APPLIED' | 'FAILED' | 'REFUSED' | 'ACCEPTED' | 'UNANSWERED';

/** What its author was told of it. */
export interface Told {
  readonly act: Act;
  readonly key: string;
  readonly ending: Ending;
  readonly receiptId: string | null;
  /** Why it failed or was refused. */
  readonly reason: string | null;
  readonly tries: number;
  /** What came back; null while nothing did. */
  readonly payload: Payload | null;
}

interface ReceiptOf {
  readonly id: string;
  readonly state: 'ACCEPTED' | 'APPLIED' | 'FAILED';
  readonly error: string | null;
}

/** A mutation's answer, with what each kind of it selects. */
export interface Payload {
  readonly receipt: ReceiptOf | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
  readonly ticket?: { readonly id: string } | null;
  readonly upload?: UploadAddress | null;
  readonly document?: { readonly id: string } | null;
  readonly documentRequest?: { readonly id: string; readonly revision: number } | null;
  readonly approval?: { readonly id: string; readonly checksum: string } | null;
}

export interface UploadAddress {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export interface Actor {
  perform(act: Act): Promise<Told>;
  /** Reads something, as often as it takes; null when it could not be read any more. */
  read(subject: string, query: string, variables: Record<string, unknown>): Promise<unknown>;
  /** Follows a receipt to its end. */
  follow(told: Told): Promise<Told>;
}

const pauseMs = 120;
const answersWithinMs = 25_000;

/** Sends what people do as a client's program would: with a key, and again with the same key while it has not heard what became of it. */
export function createActor(options: {
  readonly graphqlUrl: string;
  readonly tokenOf: (subject: string) => Promise<string>;
  readonly keyOf: (act: Act) => string;
  /** Whether there is no use in asking again for what was begun at this time. */
  readonly isOver: (since: number) => boolean;
  /** Which part of the requests is given up by its program before the answer is there, and sent again; from 0 to 1. */
  readonly impatience: number;
}): Actor {
  const { graphqlUrl, tokenOf, keyOf, isOver, impatience } = options;

  /** Null when nothing came back, or nothing that says how it stands. */
  async function ask(subject: string, query: string, variables: Record<string, unknown>): Promise<Reply | null> {
    const token = await tokenOf(subject);
    const patience = AbortSignal.timeout(Math.random() < impatience ? Math.ceil(Math.random() * 150) : answersWithinMs);
    const reply = await askGateway(graphqlUrl, token, query, variables, {}, patience).catch(() => null);
    return reply && reply.errors.length === 0 ? reply : null;
  }

  return {
    async perform(act) {
      const key = keyOf(act);
      const begunAt = Date.now();
      for (let tries = 1; ; tries += 1) {
        const reply = await ask(act.as, KINDS[act.kind], { input: { ...act.input, idempotencyKey: key } });
        const told = { act, key, tries, ...read((reply?.data as { readonly it?: Payload } | undefined)?.it ?? null) };
        const isEnd = told.ending !== 'UNANSWERED' && (told.ending !== 'ACCEPTED' || act.goesOnWhenAccepted === true);
        if (isEnd || isOver(begunAt)) return told;
        await sleep(pauseMs * (0.5 + Math.random()));
      }
    },
    async read(subject, query, variables) {
      const begunAt = Date.now();
      while (!isOver(begunAt)) {
        const reply = await ask(subject, query, variables);
        if (reply?.data) return reply.data as unknown;
        await sleep(pauseMs);
      }
      return null;
    },
    async follow(told) {
      const begunAt = Date.now();
      for (;;) {
        const { act, receiptId } = told;
        const reply = await ask(act.as, 'query ($id: ID!) { receipt(id: $id) { id state error } }', { id: receiptId });
        const data = reply?.data as { readonly receipt: ReceiptOf | null } | undefined;
        const now = read({ receipt: data?.receipt ?? null, userErrors: [] });
        if (now.ending === 'APPLIED' || now.ending === 'FAILED') return { ...told, ending: now.ending, reason: now.reason };
        if (isOver(begunAt)) return told;
        await sleep(pauseMs);
      }
    },
  };
}

function read(payload: Payload | null): Pick<Told, 'ending' | 'receiptId' | 'reason' | 'payload'> {
  const { receipt = null, userErrors: [refusal] = [] } = payload ?? {};
  if (receipt) return { ending: receipt.state, receiptId: receipt.id, reason: receipt.error, payload };
  if (refusal) return { ending: 'REFUSED', receiptId: null, reason: `${refusal.code}: ${refusal.message}`, payload };
  return { ending: 'UNANSWERED', receiptId: null, reason: null, payload: null };
}
