import type { FileDigest } from "../model/artefact.ts";
import type { StageManifest } from "../model/manifest.ts";
import type { StepResult } from "../model/run-events.ts";
import type { Step } from "./catalogue.ts";
import type { RunPorts } from "./ports.ts";

/** What the manifests of a step say that it has left; `null` before its first run. */
export async function readRecorded(step: Step, ports: RunPorts): Promise<readonly FileDigest[] | null> {
  const manifests = await readManifests(step, ports);
  return manifests.length === 0 ? null : outputsOf(manifests);
}

/** @param recorded the outputs of the step's run before this one */
export async function readResult(
  step: Step,
  recorded: readonly FileDigest[] | null,
  ports: RunPorts,
): Promise<StepResult> {
  const manifests = await readManifests(step, ports);
  const outputs = outputsOf(manifests);
  return {
    transactions: await countTransactions(manifests, ports),
    artefacts: outputs.length,
    changed: recorded === null ? null : changedPaths(recorded, outputs),
  };
}

async function readManifests({ scripts }: Step, ports: RunPorts): Promise<readonly StageManifest[]> {
  const manifests = await Promise.all(
    scripts.filter(({ leavesManifest }) => leavesManifest).map(({ name }) => ports.readManifest(name)),
  );
  return manifests.filter((manifest) => manifest !== null);
}

function outputsOf(manifests: readonly StageManifest[]): readonly FileDigest[] {
  return manifests.flatMap(({ outputs }) => outputs);
}

async function countTransactions(manifests: readonly StageManifest[], ports: RunPorts): Promise<number> {
  let count = 0;
  for (const { blocks } of manifests) {
    if (blocks !== null) count += await ports.countTransactions(blocks.first, blocks.last);
  }
  return count;
}

/** Paths that only one of the two has, or whose content differs, sorted. */
function changedPaths(before: readonly FileDigest[], after: readonly FileDigest[]): readonly string[] {
  const digestsBefore = digestsByPath(before);
  const digestsAfter = digestsByPath(after);
  const paths = new Set([...digestsBefore.keys(), ...digestsAfter.keys()]);
  return [...paths].filter((path) => digestsBefore.get(path) !== digestsAfter.get(path)).sort();
}

function digestsByPath(files: readonly FileDigest[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, sha256 }) => [path, sha256]));
}
