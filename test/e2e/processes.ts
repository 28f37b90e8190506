import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export interface Process {
  readonly pid: number;
  readonly command: string;
}

/** Everything that a process started, and what that started, as Linux lists it. */
export function descendantsOf(pid: number): readonly Process[] {
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return children.flatMap((child) => [
    { pid: Number(child), command: read(`/proc/${child}/cmdline`).replaceAll("\0", " ") },
    ...descendantsOf(Number(child)),
  ]);
}

/** Waits until all of them are gone; one that only awaits its parent's notice is. */
export async function untilGone(
  processes: readonly Process[],
  limitSeconds: number,
): Promise<readonly Process[]> {
  for (let tries = 0; tries < limitSeconds * 20; tries += 1) {
    if (processes.every(({ pid }) => !isRunning(pid))) return [];
    await sleep(50);
  }
  return processes.filter(({ pid }) => isRunning(pid));
}

function isRunning(pid: number): boolean {
  return !["", "Z", "X"].includes(fieldsOf(String(pid))[0] ?? "");
}

function parentOf(pid: string): number {
  return Number(fieldsOf(pid)[1]);
}

/** State, parent and so on: what follows the name, which may hold anything. See proc(5). */
function fieldsOf(pid: string): readonly string[] {
  return read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Every process that has this setting in its environment, and so has been started by one that had. */
export function processesWith(setting: string): readonly Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).split("\0").includes(setting))
    .map((name) => ({ pid: Number(name), command: read(`/proc/${name}/cmdline`).replaceAll("\0", " ") }));
}
