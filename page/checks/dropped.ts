import { pathProblem } from "../../src/support/paths.ts";
import { counted } from "../../src/support/text.ts";
import { type Entry, overLimit, unpackArchive } from "./archive.ts";
import type { DroppedFile } from "./folders.ts";

export type Dropped =
  | {
      readonly ok: true;
      /** By path relative to the bag. */
      readonly files: ReadonlyMap<string, Uint8Array>;
      /** What is off with names, a sentence each. */
      readonly findings: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

/** The files of a folder that was chosen or dropped, or of one archive. */
export async function readFiles(chosen: readonly DroppedFile[]): Promise<Dropped> {
  const problem = overLimit(
    chosen.length,
    chosen.reduce((sum, { file }) => sum + file.size, 0),
  );
  if (problem !== null) return { ok: false, problem };
  const [only] = chosen;
  if (chosen.length === 1 && only !== undefined && !only.path.includes("/")) {
    const unpacked = await unpackArchive(only.file);
    return unpacked.ok ? bagOf(unpacked.entries, unpacked.findings) : unpacked;
  }
  const entries = await Promise.all(
    chosen.map(async ({ path, file }) => ({ path, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  return bagOf(entries, []);
}

const DECLARATION = "bagit.txt";

/** @param found as a folder or an archive gives them. */
function bagOf(found: readonly Entry[], findings: readonly string[]): Dropped {
  const entries = found.map(({ path, bytes }) => ({ path: path.replace(/^(\.\/)+/, ""), bytes }));
  const homes = entries
    .map(({ path }) => path)
    .filter((path) => path === DECLARATION || path.endsWith(`/${DECLARATION}`))
    .map((path) => path.slice(0, -DECLARATION.length))
    .sort((a, b) => a.length - b.length);
  const [home] = homes;
  if (home === undefined) return { ok: false, problem: 'This holds no "bagit.txt": it is no bag.' };
  if (homes.some((other) => !other.startsWith(home)))
    return { ok: false, problem: "This holds several bags. Give the page one of them." };
  const inside = entries.filter(({ path }) => path.startsWith(home));
  const named = inside.map(({ path, bytes }) => ({ path: path.slice(home.length), bytes }));
  const outside = entries.filter(({ path }) => !path.startsWith(home)).map(({ path }) => path);
  const names = [...named.map(({ path }) => path), ...outside];
  return {
    ok: true,
    files: new Map(named.map(({ path, bytes }) => [path, bytes])),
    findings: [...findings, ...namesAmiss(names), ...besideIt(outside)],
  };
}

/** Names that mean another file elsewhere, or of which several programs would read another file each. */
function namesAmiss(names: readonly string[]): string[] {
  const unfit = [...new Set(names)].flatMap((name) => {
    const problem = pathProblem(name);
    return problem === undefined
      ? []
      : [`${JSON.stringify(name)} is no name for a file of a bag: it ${problem}.`];
  });
  const alike = [...Map.groupBy(names, (name) => name.toLowerCase()).values()].flatMap((same) => {
    const [first = ""] = same;
    return same.length === 1
      ? []
      : [
          `${JSON.stringify(first)} is there ${counted(same.length, "time")}: each program reads another one.`,
        ];
  });
  return [...unfit, ...alike];
}

function besideIt(outside: readonly string[]): string[] {
  if (outside.length === 0) return [];
  const files = counted(outside.length, "file lies", "files lie");
  return [`${files} beside the bag and not in it, such as ${JSON.stringify(outside[0])}.`];
}
