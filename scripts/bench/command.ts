import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { ROOT } from "../setup.js";

export interface Measured {
  readonly seconds: number;
  /** Bytes; `null` where the system has no `/proc`. */
  readonly peakMemory: number | null;
  readonly output: string;
}

const SAMPLE_MS = 200;
const PAGE_BYTES = 4096;

/**
 * Runs one command in the project's folder to its end, and looks at the memory of its whole tree of processes meanwhile.
 *
 * @throws Error with the command's output if it fails
 */
export async function measure(
  file: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Measured> {
  const started = performance.now();
  const child = spawn(file, args, {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  let peakMemory: number | null = null;
  const sampling = setInterval(() => {
    peakMemory = largest(peakMemory, treeMemory(child.pid));
  }, SAMPLE_MS);
  const [code] = await once(child, "close");
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}:\n${output}`);
  return { seconds: (performance.now() - started) / 1000, peakMemory, output };
}

function largest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** Resident bytes of a process and its descendants; pages that they share count for each. */
function treeMemory(pid: number | undefined): number | null {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    return childrenOf(pid).reduce((sum, child) => sum + (treeMemory(child) ?? 0), pages * PAGE_BYTES);
  } catch {
    return null; // it has ended, or there is no /proc
  }
}

/** Each thread lists the children that it started. */
function childrenOf(pid: number | undefined): number[] {
  const threads = `/proc/${pid}/task`;
  return readdirSync(threads).flatMap((thread) =>
    readFileSync(`${threads}/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
}
