/**
 * Loaded ahead of every process of a run (`NODE_OPTIONS=--import=…`): right after the line of the write-ahead log, or of
 * the run's own events, that the environment names, kills whom it names, so that a kill falls between two entries.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";
import { descendantsOf } from "../e2e/processes.ts";

/** The run alone, the script alone, what started the script, the node alone, or all of it as by a loss of power. */
export type Victim = "run" | "script" | "shell" | "node" | "everything";

const { KILL_AFTER, KILL_WHOM, OMNISOVEREIGN_RUN } = process.env;
const run = OMNISOVEREIGN_RUN ? Number(OMNISOVEREIGN_RUN.split("-")[0]) : process.pid;

if (KILL_AFTER !== undefined) {
  const { writeSync, appendFileSync } = fs;
  fs.writeSync = ((file: number, ...rest: [string]) => {
    const written = writeSync(file, ...rest);
    strikeAfter(fs.readlinkSync(`/proc/self/fd/${file}`));
    return written;
  }) as typeof fs.writeSync;
  fs.appendFileSync = (path, ...rest) => {
    appendFileSync(path, ...rest);
    strikeAfter(String(path));
  };
  syncBuiltinESMExports();
}

/**
 * @param path of what was just written to; `KILL_AFTER` is a file's name and a number of lines, `wal.jsonl:12`, or what its
 *   last line holds, `run.jsonl:{"type":"step-started","step":"kit"}`
 */
function strikeAfter(path: string): void {
  const [, name, after = ""] = /^([^:]*):(.*)$/.exec(KILL_AFTER ?? "") ?? [];
  if (basename(path) !== name) return;
  const lines = fs.readFileSync(path, "utf8").split("\n").slice(0, -1);
  const isThere = after.startsWith("{")
    ? holds(lines.at(-1) ?? "{}", JSON.parse(after))
    : lines.length === Number(after);
  if (isThere) for (const pid of victims()) kill(pid);
}

function holds(line: string, wanted: Readonly<Record<string, string>>): boolean {
  const { command, ...event } = JSON.parse(line);
  const found = { script: command?.script, ...event };
  return Object.entries(wanted).every(([name, value]) => found[name] === value);
}

/** This process comes last, because it does the killing. */
function victims(): readonly number[] {
  const all = descendantsOf(run);
  const others = all.map(({ pid }) => pid).filter((pid) => pid !== process.pid);
  switch (KILL_WHOM as Victim) {
    case "run":
      return [run];
    case "script":
      return [process.pid];
    case "shell":
      return [process.ppid];
    case "node":
      return all.filter(({ command }) => command.includes("/hardhat/")).map(({ pid }) => pid);
    case "everything":
      return [...(run === process.pid ? [] : [run]), ...others, process.pid];
  }
}

/** One that has ended in the meantime is as good as killed. */
function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
