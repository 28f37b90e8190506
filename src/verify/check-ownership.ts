import { manifestPath } from "../dossier/stage-manifest.ts";
import { VERIFY } from "../errors/dossier-errors.ts";
import { shorten } from "../errors/quote.ts";
import type { ArtefactPath } from "../model/artefact.ts";
import type { Finding } from "../model/dossier.ts";
import type { StageManifest } from "../model/manifest.ts";
import { RECEIPTS, receiptAt } from "../model/receipts.ts";
import { SCRIPTS, type ScriptId } from "../model/scripts.ts";
import { finding } from "../support/finding.ts";
import {
  CONSTELLATION,
  GENESIS_FILE,
  INDEX,
  JOURNAL,
  kindOf,
  reportPath,
  SUMMARY,
} from "../support/payload.ts";
import type { BagContents } from "./verify-bag.ts";

/** In the order in which they run. */
const SCRIPT_IDS = Object.keys(SCRIPTS) as ScriptId[];

/** What no script leaves: what the dossier's builder adds. */
const BUILT: readonly ArtefactPath[] = [JOURNAL, GENESIS_FILE, CONSTELLATION, INDEX, SUMMARY];

/**
 * Every file of a payload belongs to somebody: it is an output of one script, the manifest of one, a plan that all of them
 * read, what a job of a plan hands in, or what the builder adds. Manifests are of scripts that there are, each in its
 * stage; a receipt is of a script that leaves such; and what a script read was there before it. That no file has two
 * owners, and that inputs and outputs are what lies there, is for `checkClaims` to say.
 */
export function checkOwnership({ files, manifests }: BagContents): Finding[] {
  const owned = new Set<string>(BUILT);
  for (const { script, inputs, outputs } of manifests) {
    owned.add(reportPath(manifestPath(script)));
    for (const { path } of outputs) owned.add(reportPath(path));
    for (const { path } of inputs) if (isPlan(path)) owned.add(path);
  }
  const unclaimed = [...files.keys()].filter((path) => !owned.has(path));
  const problems = manifests.flatMap((manifest) => problemsOf(manifest, manifests, [...files.keys()]));
  return [...unclaimed.map((path) => finding(VERIFY.UNCLAIMED, { path: `data/${path}` })), ...problems];
}

function problemsOf(
  manifest: StageManifest,
  all: readonly StageManifest[],
  paths: readonly ArtefactPath[],
): Finding[] {
  const path = `data/${reportPath(manifestPath(manifest.script))}`;
  const problem =
    scriptProblem(manifest) ??
    outputProblem(manifest) ??
    planProblem(
      manifest,
      paths.filter((path) => ["plan", "readings"].includes(kindOf(path))),
    ) ??
    inputProblem(manifest, all);
  return problem === undefined
    ? []
    : [finding(VERIFY.STAGE_MANIFEST, { path, problem: shorten(problem, 200) })];
}

function scriptProblem({ script, stage, blocks }: StageManifest): string | undefined {
  const id = idOf(script);
  const known = id && SCRIPTS[id];
  if (known === undefined || !known.leavesManifest)
    return `is of "${script}", which is no script that leaves one`;
  if (known.stage !== stage) return `is of the stage "${stage}", but "${script}" is one of "${known.stage}"`;
  if (blocks !== null && known.chain !== "transacts") return `claims blocks, but "${script}" never transacts`;
  return undefined;
}

function outputProblem({ script, outputs }: StageManifest): string | undefined {
  const strange = outputs.find(({ path }) => {
    const form = receiptAt(path);
    const leaving: readonly ScriptId[] | undefined = form && RECEIPTS[form].scripts;
    return leaving !== undefined && !leaving.some((id) => SCRIPTS[id].name === script);
  });
  return strange && `has the output "${strange.path}", a receipt that "${script}" never leaves`;
}

function planProblem({ inputs }: StageManifest, plans: readonly ArtefactPath[]): string | undefined {
  const read = new Set<string>(inputs.map(({ path }) => path));
  const unread = plans.find((path) => !read.has(path));
  return unread && `does not say that the plan "${unread}" was read`;
}

/** What a script reads, scripts before it have left. */
function inputProblem({ script, inputs }: StageManifest, all: readonly StageManifest[]): string | undefined {
  const before = new Set<string>(
    all
      .filter((other) => rankOf(other.script) < rankOf(script))
      .flatMap((other) => [manifestPath(other.script), ...other.outputs.map(({ path }) => path)]),
  );
  const early = inputs.find(({ path }) => !isPlan(path) && !before.has(path));
  return early && `has the input "${early.path}", which no script before it has left`;
}

function isPlan(path: string): boolean {
  return path.startsWith("plans/");
}

function idOf(script: string): ScriptId | undefined {
  return SCRIPT_IDS.find((id) => SCRIPTS[id].name === script);
}

function rankOf(script: string): number {
  return SCRIPT_IDS.findIndex((id) => SCRIPTS[id].name === script);
}
