import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArtefactPath, FileDigest } from "../model/artefact.ts";
import type { BlockRange, StageManifest } from "../model/manifest.ts";
import { scriptSlug } from "../model/scripts.ts";
import { toJson } from "../support/json.ts";
import { artefactPath, byCodeUnit, byPath, pathProblem } from "../support/paths.ts";
import {
  count,
  dictionary,
  digest,
  hash32,
  identifier,
  list,
  nullable,
  oneOf,
  optional,
  type Parsed,
  parseExact,
  path,
  record,
  text,
} from "../support/shape.ts";
import { sha256, writeWhole } from "../system/files.ts";
import { noteMaker } from "./made-by.ts";

export const MANIFESTS_FOLDER = "manifests";

/** The manifests themselves, the working state, and the dossier with what lies beside it while it is built. */
const RESERVED = /^(manifests|\.omnisovereign|omnisovereign\/\.?dossier[^/]*)(\/|$)/;

/** A manifest as it lies there. */
export interface ReadManifest {
  /** Relative to OUT. */
  readonly path: ArtefactPath;
  readonly text: string;
  readonly manifest: StageManifest;
}

const file = record({ path, sha256: digest });

const stageManifest = record({
  format: oneOf("omnisovereign-manifest/1"),
  stage: identifier,
  script: identifier,
  blocks: nullable(record({ first: count, last: count, stateRoot: hash32 })),
  readAt: optional(count),
  chosen: optional(dictionary(text)),
  inputs: list(file),
  outputs: list(file),
});

/** @returns where the manifest of `script` lies, relative to OUT. */
export function manifestPath(script: string): ArtefactPath {
  return artefactPath(`${MANIFESTS_FOLDER}/${scriptSlug(script)}.json`);
}

/**
 * @param content attacker-controlled.
 * @param at the manifest's path relative to OUT, which its script must agree with.
 */
export function parseStageManifest(content: string, at: string): Parsed<StageManifest> {
  const parsed = parseExact<StageManifest>(content, stageManifest);
  if (!parsed.ok) return parsed;
  const problem = inconsistency(parsed.value, at);
  return problem === undefined ? parsed : { ok: false, problem };
}

function inconsistency({ script, blocks, inputs, outputs }: StageManifest, at: string): string | undefined {
  if (manifestPath(script) !== at)
    return `belongs to "${script}", whose manifest is "${manifestPath(script)}"`;
  if (blocks !== null && blocks.first > blocks.last) return "has blocks that end before they begin";
  if (!strictlySorted(inputs)) return "has inputs that are not sorted by path, each once";
  if (!strictlySorted(outputs)) return "has outputs that are not sorted by path, each once";
  if (outputs.some(({ path }) => RESERVED.test(path)))
    return "has outputs in a folder that is not a script's to fill";
  const tooLong = [...inputs, ...outputs].find(
    ({ path }) => pathProblem(`data/reports/${path}`) !== undefined,
  );
  return tooLong && `has "${tooLong.path}", which has no room in a dossier`;
}

function strictlySorted(files: readonly FileDigest[]): boolean {
  return files.every((current, index) => {
    const previous = files[index - 1];
    return previous === undefined || byCodeUnit(previous.path, current.path) < 0;
  });
}

/**
 * Hashes files as they lie on disk.
 *
 * @param paths relative to `folder`, with forward slashes.
 * @returns sorted by path.
 * @throws TypeError if a path is not an artefact path, the system's error if a file cannot be read.
 */
async function digestFiles(folder: string, paths: readonly string[]): Promise<FileDigest[]> {
  const files: FileDigest[] = [];
  for (const path of paths.map(artefactPath).toSorted(byCodeUnit)) {
    files.push({ path, sha256: sha256(await readFile(join(folder, path))) });
  }
  return files;
}

/** What a script tells of itself, beside what it leaves. */
interface Told extends Pick<StageManifest, "stage" | "script" | "readAt" | "chosen"> {
  readonly blocks: BlockRange | null;
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
}

/**
 * What a script says at its end: replaces its manifest whole.
 *
 * @param options.out OUT, absolute.
 * @param options.inputs files of the payload that the script read, with their digests at that time: `plans/…` for plans,
 *   otherwise relative to OUT.
 * @param options.outputs paths relative to OUT, each once; they are hashed here.
 * @throws TypeError if a path or a name is not one that a manifest may hold.
 */
export async function writeStageManifest(
  options: Told & { readonly out: string; readonly outputs: readonly string[] },
): Promise<StageManifest> {
  const { out, outputs, ...rest } = options;
  const composed = composeStageManifest({ ...rest, outputs: await digestFiles(out, outputs) });
  await writeWhole(join(out, composed.path), composed.text);
  await noteMaker(out, composed);
  return composed.manifest;
}

/**
 * What a script says at its end.
 *
 * @param options.inputs in any order, as `options.outputs` are.
 * @throws TypeError if a path or a name is not one that a manifest may hold.
 */
export function composeStageManifest(
  options: Told & { readonly outputs: readonly FileDigest[] },
): ReadManifest {
  const { stage, script, blocks, readAt, chosen = {}, inputs, outputs } = options;
  const at = manifestPath(script);
  const written = toJson({
    format: "omnisovereign-manifest/1",
    stage,
    script,
    blocks: blocks && { first: blocks.first, last: blocks.last, stateRoot: blocks.stateRoot },
    ...(readAt === undefined ? {} : { readAt }),
    ...(Object.keys(chosen).length === 0 ? {} : { chosen }),
    inputs: listOf(inputs),
    outputs: listOf(outputs),
  });
  const parsed = parseStageManifest(written, at);
  if (!parsed.ok) throw new TypeError(`the manifest of "${script}" ${parsed.problem}`);
  return { path: at, text: written, manifest: parsed.value };
}

function listOf(files: readonly { readonly path: string; readonly sha256: string }[]) {
  return files.map(({ path, sha256: digest }) => ({ path, sha256: digest })).toSorted(byPath);
}
