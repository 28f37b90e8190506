import type { Wiring } from "../../model/owner.ts";

/** Contracts that run the same code stand as one box. */
export interface Folded {
  /** The box's name of a contract, and of whoever is none itself. */
  readonly nameOf: (party: string) => string;
  /** Of a box's name, how many it stands for. */
  readonly countOf: (name: string) => number;
}

/** @returns one name for all contracts of an artefact that stands more than once in the book. */
export function foldContracts({ contracts }: Wiring): Folded {
  const alike = [...Map.groupBy(contracts, ({ artifact }) => artifact)].filter(
    ([artifact, members]) =>
      members.length > 1 && members.every(({ name }) => name.startsWith(`${artifact} `)),
  );
  const folded = new Map(alike.flatMap(([artifact, members]) => members.map(({ name }) => [name, artifact])));
  const counts = new Map(alike.map(([artifact, members]) => [artifact, members.length]));
  return { nameOf: (party) => folded.get(party) ?? party, countOf: (name) => counts.get(name) ?? 1 };
}

/** @returns `× 6`, and nothing of one alone. */
export function times(count: number): readonly string[] {
  return count > 1 ? [`× ${count}`] : [];
}

/** @returns what all of them begin with, up to a mark that parts words. */
export function commonBeginning(names: readonly string[]): string {
  const first = names[0] ?? "";
  const length = [...first].findIndex((letter, index) => names.some((name) => [...name][index] !== letter));
  return beginning(length < 0 ? first : [...first].slice(0, length).join(""));
}

/** @returns all of it before its last word: `OPERATOR:` of `OPERATOR:NORTH`. */
export function beginning(name: string): string {
  return /^.*[\s:.-]/.exec(name)?.[0] ?? "";
}
