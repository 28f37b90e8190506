import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Journal } from "../chain/journal/journal.ts";
import { extendLog, readJournal, stateFolder } from "../chain/journal/wal.ts";
import { manifestPath } from "../dossier/stage-manifest.ts";
import { PATHS } from "../model/layout.ts";
import type { StageManifest } from "../model/manifest.ts";
import type { RunEvent } from "../model/run-events.ts";
import { toJson, toJsonLine } from "../support/json.ts";
import { makeFolder, readIfThere, sha256, writeWhole } from "../system/files.ts";
import type { RunState } from "./state.ts";

/** The files of OUT that a run reads and writes itself. */
export interface RunFiles {
  logPath(script: string): string;
  /** Keeps an event; one that does not fit on the disk is reported by `writeSummary`, so that nothing stops half-way. */
  record(event: RunEvent): void;
  /** @throws what kept it, or an event before it, from being written. */
  writeSummary(summary: RunState): Promise<void>;
  readManifest(script: string): Promise<StageManifest | null>;
  /** Transactions in the blocks `first` to `last` of the write-ahead log. */
  countTransactions(first: number, last: number): Promise<number>;
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
  rmSync(events, { force: true });
  let refusal: unknown;
  return {
    logPath: (script) => join(working, "logs", `${fileName(script)}.log`),
    record(event) {
      try {
        appendFileSync(events, toJsonLine(event));
      } catch (error) {
        refusal ??= error;
      }
    },
    async writeSummary(summary) {
      if (refusal !== undefined) throw refusal;
      await writeWhole(join(working, "run.json"), toJson(summary));
    },
    readManifest: (script) => readManifest(join(out, manifestPath(script))),
    countTransactions: (first, last) => countTransactions(out, first, last),
    readDossier: () => readDossier(join(out, PATHS.dossier)),
    readJournal: () => readJournal(out).catch(() => null),
    async keepRecorded(journal) {
      if (journal) await extendLog(out, journal);
    },
  };
}

function fileName(script: string): string {
  return script.replaceAll(":", "-");
}

async function readManifest(path: string): Promise<StageManifest | null> {
  const text = await readIfThere(path);
  return text === null ? null : JSON.parse(text);
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
