/** A file that may be sent in parts: each has `partBytes`, but for the last one, which has what is left. */
export interface Divided {
  readonly sizeBytes: number;
  /** Null or left out for a file that is sent in one piece. */
  readonly partBytes?: number | null;
}

export interface Part {
  /** From 1. */
  readonly number: number;
  /** Where it begins in the file. */
  readonly offset: number;
  readonly sizeBytes: number;
}

/** 0 for a file that is sent in one piece. */
export function partCountOf({ sizeBytes, partBytes = null }: Divided): number {
  return partBytes === null ? 0 : Math.ceil(sizeBytes / partBytes);
}

/** Null for a number that no part has. */
export function partAt(file: Divided, number: number): Part | null {
  const { sizeBytes, partBytes = null } = file;
  if (partBytes === null || !Number.isInteger(number) || number < 1 || number > partCountOf(file)) return null;
  const offset = (number - 1) * partBytes;
  return { number, offset, sizeBytes: Math.min(partBytes, sizeBytes - offset) };
}

export function partsOf(file: Divided): Part[] {
  return Array.from({ length: partCountOf(file) }, (_, index) => partAt(file, index + 1) as Part);
}
