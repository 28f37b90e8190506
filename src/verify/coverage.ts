import type { ArtefactPath } from "../model/artefact.ts";

/**
 * What holds a file of the payload to something else:
 *
 * - `digest`: the root, by which anybody can tell it from another, and nobody whether it is true;
 * - `schema`: the strict form of what lies there;
 * - `ownership`: the one script that says it left it, or its place in every dossier;
 * - `commitment`: a root of it in a transaction of the journal;
 * - `execution`: the journal's re-execution, which gives the state roots and the transactions that the file shows;
 * - `derivation`: it was made again from what else lies there;
 * - `rebuild`: a run of the dossier's own plans left it again.
 */
const BINDINGS = [
  "digest",
  "schema",
  "ownership",
  "commitment",
  "execution",
  "derivation",
  "rebuild",
] as const;

export type Binding = (typeof BINDINGS)[number];

/** These say of a file what it has to say; the others only that it is that file, and where it belongs. */
const SUBSTANTIAL: readonly Binding[] = ["commitment", "execution", "derivation", "rebuild"];

/** Which files of a payload are bound by what. */
export interface Coverage {
  readonly files: ReadonlySet<ArtefactPath>;
  /** A binding that nobody asked for is missing. */
  readonly bound: ReadonlyMap<Binding, ReadonlySet<ArtefactPath>>;
}

export function coverageOf(files: Iterable<ArtefactPath>): Coverage {
  return { files: new Set(files), bound: new Map() };
}

/** @param paths what it binds, beside what it has bound before; of others than the payload's files it says nothing. */
export function binding(coverage: Coverage, by: Binding, paths: Iterable<ArtefactPath>): Coverage {
  const { files, bound } = coverage;
  const more = [...paths].filter((path) => files.has(path));
  return { files, bound: new Map([...bound, [by, new Set([...(bound.get(by) ?? []), ...more])]]) };
}

/** How many files are bound by what, for people and programs. */
export interface CoverageCount {
  readonly files: number;
  /** `null` for what was not asked for. */
  readonly bound: Readonly<Record<Binding, number | null>>;
  /** How many are bound by nothing that says whether what stands in them is true. */
  readonly free: number;
}

export function countCoverage({ files, bound }: Coverage): CoverageCount {
  const held = SUBSTANTIAL.map((by) => bound.get(by) ?? new Set<ArtefactPath>());
  const counts = BINDINGS.map((by) => [by, bound.get(by)?.size ?? null] as const);
  return {
    files: files.size,
    bound: Object.fromEntries(counts) as Record<Binding, number | null>,
    free: [...files].filter((path) => !held.some((paths) => paths.has(path))).length,
  };
}

/** What people should know of a row before they lean on it. */
const NOTES: Partial<Record<Binding, string>> = {
  commitment: "what is left after the last transaction has none",
  rebuild: "only this tells a call that somebody made by hand",
};

/** The count as lines for people. */
export function coverageLines({ files, bound, free }: CoverageCount): string[] {
  const rows = BINDINGS.map((by) => {
    const count = bound[by];
    const told = count === null ? "not asked" : `${count} of ${files} files`;
    return `${by.padEnd("derivation".length)}  ${told}${NOTES[by] === undefined ? "" : `: ${NOTES[by]}`}`;
  });
  return [...rows, `${"free".padEnd("derivation".length)}  ${free}`].map(
    (row, index) => `  ${index === 0 ? "bound by" : "        "}  ${row}`,
  );
}
