import type { Source } from '../two-worlds/harvest.ts';
import type { CheckName } from './checks.ts';
import { together } from './plant.ts';
import type { Plant } from './plant.ts';

/** A fault, planted in a portal that is otherwise the product, and what has to become of it. */
export interface PlantedBug {
  readonly name: string;
  /** The part of the product that it stands in. */
  readonly where: string;
  readonly plant: Plant;
  /** `found`: a check sees it. Else the name of the layer that lets nothing out all the same. */
  readonly outcome: 'found' | { readonly heldBy: string };
  readonly check: CheckName;
  /** Others ask the same right before. */
  readonly crowd?: boolean;
  readonly mutationShare?: number;
  /** What the fault shows in: fields by coordinate, and types. They are asked for more often than all the others, which stand beside them. */
  readonly about?: readonly string[];
  /** Whose ids it shows with: every second one is drawn from there. */
  readonly ids?: Source;
}

export function found(name: string, where: string, check: CheckName, plant: Plant, more: Partial<PlantedBug> = {}): PlantedBug {
  return { name, where, check, plant, outcome: 'found', ...more };
}

/** A fault in one of two layers, and the same fault when the other layer is broken too: so it is known that there was something to hold. */
export function heldUntil(
  layer: string,
  name: string,
  where: string,
  check: CheckName,
  plant: Plant,
  layerBroken: Plant,
  more: Partial<PlantedBug> = {},
): PlantedBug[] {
  return [
    { name, where, check, plant, outcome: { heldBy: layer }, ...more },
    { name: `${name}, and ${layer} is broken`, where, check, plant: together(plant, layerBroken), outcome: 'found', ...more },
  ];
}

/** Where the lists of a type are shown, without what is not the caller's and so with a smaller count, and where they are counted. */
export const listed = (type: string): string[] => ['nodes', 'edges', 'totalCount'].map((field) => `${type}Connection.${field}`);
export const counted = (...types: readonly string[]): string[] => types.map((type) => `${type}Connection.totalCount`);
/** Where what the subgraphs tell of a client is put together. */
export const steps = ['NextStepConnection'];
export const events = ['ActivityConnection'];
export const facts = [...steps, ...events];
