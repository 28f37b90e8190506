import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isOfChain } from "../chain/journal/chain-claim.ts";
import type { Journal } from "../chain/journal/journal.ts";
import { readJournal, stateFolder } from "../chain/journal/wal.ts";
import { ownerOf } from "../chain/rehearsal/ownership.ts";
import { manifestPath } from "../dossier/stage-manifest.ts";
import type { StageManifest } from "../model/manifest.ts";
import type { RunEvent } from "../model/run-events.ts";
import type { StepId } from "../model/stage.ts";
import { reportPath } from "../support/payload.ts";
import type { LockOwner } from "../system/lock.ts";
import { CATALOGUE, type Step } from "./catalogue.ts";
import { BEFORE_RUN, type RunState, reduce } from "./state.ts";

/** How an output folder stands. */
export interface Standing {
  readonly out: string;
  readonly verdict: "empty" | "running" | "interrupted" | "failed" | "unfinished" | "finished";
  /** The process that is at work, if one is. */
  readonly owner: LockOwner | null;
  readonly done: readonly StepId[];
  /** A step is due, too, if one before it is. */
  readonly due: readonly StepId[];
  /** Blocks of the journal. */
  readonly blocks: number;
  /** The last run, as far as its events tell; scripts by hand leave none. */
  readonly lastRun: RunState | null;
}

/**
 * Reads an output folder without changing it.
 *
 * @param out absolute
 * @throws OMNI3041 if the journal's log is damaged
 */
export async function readStanding(out: string): Promise<Standing> {
  const [owner, journal, lastRun] = await Promise.all([ownerOf(out), readJournal(out), readLastRun(out)]);
  const done: StepId[] = [];
  for (const step of CATALOGUE) {
    if (!(await isDone(step, out, journal))) break;
    done.push(step.id);
  }
  const due = CATALOGUE.map(({ id }) => id).slice(done.length);
  const verdict = verdictOf({ owner, due, lastRun, started: done.length > 0 || journal.blocks.length > 0 });
  return { out, verdict, owner, done, due, blocks: journal.blocks.length, lastRun };
}

function verdictOf({
  owner,
  due,
  lastRun,
  started,
}: Pick<Standing, "owner" | "due" | "lastRun"> & { readonly started: boolean }): Standing["verdict"] {
  if (owner !== null) return "running";
  if (due.length === 0) return "finished";
  if (lastRun === null) return started ? "unfinished" : "empty";
  if (lastRun.outcome === "failed") return "failed";
  return lastRun.outcome === "succeeded" ? "unfinished" : "interrupted";
}

/** The steps' manifests are there, and of the chain as it stands. */
async function isDone({ id, scripts }: Step, out: string, journal: Journal): Promise<boolean> {
  if (id === "dossier") return dossierIsCurrent(out);
  const manifests = await Promise.all(scripts.map(({ name }) => readManifest(join(out, manifestPath(name)))));
  return manifests.every((manifest) => manifest !== null && isOfChain(manifest, journal.blocks));
}

/** A dossier holds the manifests that it was made of. */
async function dossierIsCurrent(out: string): Promise<boolean> {
  const payload = join(out, "omnisovereign", "dossier", "data");
  const scripts = CATALOGUE.flatMap(({ scripts }) => scripts).filter(({ leavesManifest }) => leavesManifest);
  const pairs = await Promise.all(
    scripts.map(async ({ name }) => [
      await readText(join(out, manifestPath(name))),
      await readText(join(payload, reportPath(manifestPath(name)))),
    ]),
  );
  return pairs.every(([here, there]) => here !== null && here === there);
}

async function readManifest(path: string): Promise<StageManifest | null> {
  const text = await readText(path);
  return text === null ? null : parseOrNull<StageManifest>(text);
}

/** A line that a crash cut short ends what is known. */
async function readLastRun(out: string): Promise<RunState | null> {
  const text = await readText(join(stateFolder(out), "run.jsonl"));
  if (text === null) return null;
  let state = BEFORE_RUN;
  for (const line of text.split("\n")) {
    const event = parseOrNull<RunEvent>(line);
    if (event === null) break;
    state = reduce(state, event);
  }
  return state.steps.length === 0 ? null : state;
}

function parseOrNull<Value>(text: string): Value | null {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}

async function readText(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}
