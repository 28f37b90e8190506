import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Journal } from "../chain/journal/journal.ts";
import { extendLog, readJournal, stateFolder } from "../chain/journal/wal.ts";
import { manifestPath, parseStageManifest } from "../dossier/stage-manifest.ts";
import { PATHS } from "../model/layout.ts";
import type { StageManifest } from "../model/manifest.ts";
import type { RunEvent } from "../model/run-events.ts";
import type { StepId } from "../model/stage.ts";
import { toJson, toJsonLine } from "../support/json.ts";
import { makeFolder, readIfThere, sha256, writeWhole } from "../system/files.ts";
import type { RunState } from "./state.ts";

export type Durations = ReadonlyMap<StepId, number>;

/** The files of OUT that a run reads and writes itself. */
export interface RunFiles {
  logPath(script: string): string;
  /** In which it says what it is at. */
  workPath(script: string): string;
  /** Keeps an event; one that does not fit on the disk is reported by `writeSummary`, so that nothing stops half-way. */
  record(event: RunEvent): void;
  /** @throws what kept it, or an event before it, from being written. */
  writeSummary(summary: RunState): Promise<void>;
  readManifest(script: string): Promise<StageManifest | null>;
  /** Transactions in the blocks `first` to `last` of the write-ahead log. */
  countTransactions(first: number, last: number): Promise<number>;
  /** How long each step of the last run took that ended well, in milliseconds; empty before the first. */
  readDurations(): Promise<Durations>;
  readDossier(): Promise<{ readonly path: string; readonly root: string } | null>;
  /** The journal as it stands; null if its log is damaged. */
  readJournal(): Promise<Journal | null>;
  /** Takes up again what later stages had recorded, if what runs before them is unchanged. */
  keepRecorded(journal: Journal | null): Promise<void>;
}

/** @param out absolute */
export function openRunFiles(out: string): RunFiles {
  const working = stateFolder(out);
  const events = join(working, "run.jsonl");
  makeFolder(join(working, "logs"));
  let refusal: unknown;
  return {
    logPath: (script) => join(working, "logs", `${fileName(script)}.log`),
    workPath: (script) => join(working, `${fileName(script)}.work.json`),
    record(event) {
      try {
        keepEvent(events, event);
      } catch (error) {
        refusal ??= error;
      }
    },
    async writeSummary(summary) {
      if (refusal !== undefined) throw refusal;
      await writeWhole(join(working, "run.json"), toJson(summary));
    },
    readManifest: (script) => readManifest(out, manifestPath(script)),
    countTransactions: (first, last) => countTransactions(out, first, last),
    readDurations: () => readDurations(join(working, "run.json")),
    readDossier: () => readDossier(join(out, PATHS.dossier)),
    readJournal: () => readJournal(out).catch(() => null),
    async keepRecorded(journal) {
      if (journal) await extendLog(out, journal);
    },
  };
}

/** Of the last run that kept its outcome; nobody depends on it but who waits. */
async function readDurations(path: string): Promise<Durations> {
  try {
    const { steps } = JSON.parse((await readIfThere(path)) ?? "") as RunState;
    const done = steps.filter(({ status }) => status === "succeeded");
    return new Map(done.map(({ step, milliseconds }) => [step, milliseconds]));
  } catch {
    return new Map();
  }
}

/** The first event of a run takes the place of all that an earlier one told, at once: the plan in it is never gone. */
function keepEvent(path: string, event: RunEvent): void {
  if (event.type === "run-started") {
    writeFileSync(`${path}.new`, toJsonLine(event));
    renameSync(`${path}.new`, path);
  } else appendFileSync(path, toJsonLine(event));
}

function fileName(script: string): string {
  return script.replaceAll(":", "-");
}

/** One that was damaged is as good as none. */
async function readManifest(out: string, at: string): Promise<StageManifest | null> {
  const parsed = parseStageManifest((await readIfThere(join(out, at))) ?? "", at);
  return parsed.ok ? parsed.value : null;
}

async function countTransactions(out: string, first: number, last: number): Promise<number> {
  const { blocks } = await readJournal(out);
  return blocks.slice(first - 1, last).reduce((sum, { transactions }) => sum + transactions.length, 0);
}

/** A dossier's root is the SHA-256 of its payload manifest. */
async function readDossier(path: string): Promise<{ path: string; root: string } | null> {
  const manifest = await readIfThere(join(path, "manifest-sha256.txt"));
  return manifest === null ? null : { path, root: sha256(manifest) };
}
