import { readdirSync, readFileSync } from "node:fs";

/** Resident bytes of a tree of processes, by what each process is; pages that they share count for each. */
export type Memory = Readonly<Record<"node" | "scripts" | "npm" | "orchestrator", number>>;

const PAGE_BYTES = 4096;
const NONE: Memory = { node: 0, scripts: 0, npm: 0, orchestrator: 0 };

export function totalOf(memory: Memory): number {
  return Object.values(memory).reduce((sum, bytes) => sum + bytes, 0);
}

/** @returns `null` if the process has ended, or the system has no `/proc`. */
export function treeMemory(pid: number | undefined): Memory | null {
  try {
    const own = { ...NONE, [roleOf(pid)]: residentBytes(pid) };
    return childrenOf(pid).reduce<Memory>((sum, child) => add(sum, treeMemory(child) ?? NONE), own);
  } catch {
    return null;
  }
}

function add(a: Memory, b: Memory): Memory {
  return {
    node: a.node + b.node,
    scripts: a.scripts + b.scripts,
    npm: a.npm + b.npm,
    orchestrator: a.orchestrator + b.orchestrator,
  };
}

/** npm and the shell that it starts show the script's name. */
function roleOf(pid: number | undefined): keyof Memory {
  const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  if (/^npm|\bnpm\b|^sh /.test(command)) return "npm";
  if (command.includes("hardhat")) return "node";
  return command.includes("launch.js") ? "scripts" : "orchestrator";
}

function residentBytes(pid: number | undefined): number {
  return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
}

/** Each thread lists the children that it started. */
function childrenOf(pid: number | undefined): number[] {
  const threads = `/proc/${pid}/task`;
  return readdirSync(threads).flatMap((thread) =>
    readFileSync(`${threads}/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
}
