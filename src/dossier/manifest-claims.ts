import { CLAIM } from "../errors/dossier-errors.ts";
import type { ArtefactPath, FileDigest, Sha256 } from "../model/artefact.ts";
import type { Finding, JournalSummary } from "../model/dossier.ts";
import type { StageManifest } from "../model/manifest.ts";
import { finding } from "../support/finding.ts";
import { inputPaths, JOURNAL, reportPath } from "../support/payload.ts";
import { manifestPath } from "./stage-manifest.ts";

/**
 * Holds what stage manifests claim against what is there: outputs are there unchanged and belong to one script, inputs
 * are what the script read, blocks are the journal's, all of them and each one's.
 *
 * @param payload digests by path relative to `data/`.
 * @param journal `null` if it cannot be read; then claims about blocks are left out.
 */
export function checkClaims(
  manifests: readonly StageManifest[],
  payload: ReadonlyMap<ArtefactPath, Sha256>,
  journal: JournalSummary | null,
): Finding[] {
  const claimed = new Set(manifests.flatMap(({ outputs }) => outputs.map(({ path }) => path)));
  return [
    ...checkOwners(manifests),
    ...manifests.flatMap((manifest) => [
      ...manifest.inputs.flatMap((input) => checkInput(manifest.script, input, payload, claimed)),
      ...manifest.outputs.flatMap((output) => checkOutput(manifest.script, output, payload)),
    ]),
    ...checkBlocks(manifests, journal),
  ];
}

/** Names every path that would meet another one in a file system that takes `a` and `A` for one name. */
export function checkCases(paths: readonly string[]): Finding[] {
  const seen = new Map<string, string>();
  return paths.flatMap((path) => {
    const other = seen.get(path.toLowerCase());
    seen.set(path.toLowerCase(), path);
    return other === undefined ? [] : [finding(CLAIM.CASE_COLLISION, { path, other })];
  });
}

function checkOwners(manifests: readonly StageManifest[]): Finding[] {
  const owners = new Map<ArtefactPath, string>();
  const findings: Finding[] = [];
  for (const { script, outputs } of manifests) {
    for (const { path } of outputs) {
      const other = owners.get(path);
      if (other !== undefined)
        findings.push(finding(CLAIM.OUTPUT_TWICE, { path: reportPath(path), script, other }));
      owners.set(path, script);
    }
  }
  return findings;
}

function checkOutput(
  script: string,
  output: FileDigest,
  payload: ReadonlyMap<ArtefactPath, Sha256>,
): Finding[] {
  const path = reportPath(output.path);
  const found = payload.get(path);
  if (found === output.sha256) return [];
  if (found === undefined) return [finding(CLAIM.OUTPUT_MISSING, { path, script })];
  return [finding(CLAIM.OUTPUT_CHANGED, { path, script, expected: output.sha256, found })];
}

/** @param claimed outputs of any script: when one of them is missing, that is said there. */
function checkInput(
  script: string,
  input: FileDigest,
  payload: ReadonlyMap<ArtefactPath, Sha256>,
  claimed: ReadonlySet<ArtefactPath>,
): Finding[] {
  const path = inputPaths(input.path).find((candidate) => payload.has(candidate));
  const found = path && payload.get(path);
  if (found === input.sha256) return [];
  if (path !== undefined && found !== undefined) {
    return [finding(CLAIM.INPUT_STALE, { path, script, expected: input.sha256, found })];
  }
  if (claimed.has(input.path)) return [];
  return [finding(CLAIM.INPUT_UNKNOWN, { path: input.path, script }, reportPath(manifestPath(script)))];
}

/** Every block of the journal belongs to the script that the journal names, and to all of that script's blocks. */
function checkBlocks(manifests: readonly StageManifest[], journal: JournalSummary | null): Finding[] {
  if (journal === null) return [];
  const claimed = new Map(manifests.map(({ script, blocks }) => [script, blocks]));
  return [
    ...manifests.flatMap((manifest) => checkClaimed(manifest, journal)),
    ...journal.runs
      .filter(({ script, first }) => claimed.get(script)?.first !== first)
      .map(({ script, stage, first, last }) =>
        finding(CLAIM.BLOCKS_UNCLAIMED, { script, stage, first, last }, JOURNAL),
      ),
  ];
}

function checkClaimed({ stage, script, blocks }: StageManifest, { runs }: JournalSummary): Finding[] {
  if (blocks === null) return [];
  const path = reportPath(manifestPath(script));
  const run = runs.find(({ first, last }) => first <= blocks.last && blocks.last <= last);
  if (run === undefined || (run.last === blocks.last && run.stateRoot !== blocks.stateRoot)) {
    const args = { script, block: blocks.last, expected: blocks.stateRoot };
    return [finding(CLAIM.CHAIN_STALE, { ...args, found: run?.stateRoot ?? "no such block" }, path)];
  }
  const isWhole = run.first === blocks.first && run.last === blocks.last;
  if (isWhole && run.stage === stage && run.script === script) return [];
  const { first, last } = blocks;
  const found = `blocks ${run.first} to ${run.last} to "${run.script}" of the stage "${run.stage}"`;
  return [finding(CLAIM.BLOCKS_DIFFER, { script, stage, first, last, found }, path)];
}
