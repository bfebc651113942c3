import type { z } from 'zod';
import type { ClientId, Receipt } from '../domain.ts';
import type { Evidence } from './evidence.ts';

/** Plain data: what can be stored as JSON and delivered later, by another process. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Why an action will not be tried any more. */
export type Failure =
  /** The system of record refuses it for good. */
  | 'REFUSED'
  /** The system of record could not be reached for as long as it was tried. */
  | 'UNDELIVERABLE'
  /** Staff called it off. */
  | 'CANCELLED';

/** Something that a caller did, as it is stored. */
export interface Action {
  /** The receipt's id within the subgraph. */
  readonly id: string;
  readonly kind: string;
  /** Actions with the same one are delivered one after the other, in the order in which they were accepted. */
  readonly recordKey: string;
  readonly clientId: ClientId;
  /** What the system of record keeps, so that the action is found again. */
  readonly marker: string;
  readonly command: Json;
  readonly evidence: Evidence;
  readonly state: Receipt['state'];
  readonly acceptedAt: Date;
  readonly appliedAt: Date | null;
  readonly failedAt: Date | null;
  /** What `deliver` gave; null until it is applied. */
  readonly result: Json;
  readonly failure: Failure | null;
  /** Why it failed, in words for the person who acted. */
  readonly error: string | null;
  /** How often it was tried. */
  readonly attempts: number;
  /** What went wrong last, for staff; never for the person who acted. */
  readonly problem: string | null;
}

/** What delivering gives. Anything that is thrown is tried again, except what `isFinal` knows. */
export type Delivery =
  | { readonly outcome: 'applied'; readonly result: Json; readonly appliedAt: Date }
  /** `reason` is read by the person who acted. */
  | { readonly outcome: 'refused'; readonly reason: string };

/** One kind of action: how its stored command is read, and how it gets to the system of record. */
export interface ActionKind {
  readonly kind: string;
  /** Must do nothing when the system of record has the marker already, and then give what it gave the first time. */
  readonly deliver: (action: Action) => Promise<Delivery>;
}

/** Ties a command's shape to its delivery. A stored command is another program's payload: it is parsed before it is used. */
export function defineAction<Shape extends z.ZodType<Json>>(definition: {
  readonly kind: string;
  readonly command: Shape;
  readonly deliver: (command: z.output<Shape>, action: Action) => Promise<Delivery>;
}): ActionKind {
  const { kind, command, deliver } = definition;
  return { kind, deliver: (action) => deliver(command.parse(action.command), action) };
}
