import { spawn } from "node:child_process";
import { once } from "node:events";
import { ROOT } from "../setup.js";
import { type Memory, totalOf, treeMemory } from "./memory.ts";

export interface Measured {
  readonly seconds: number;
  /** When its whole tree of processes held most; `null` where the system has no `/proc`. */
  readonly peakMemory: Memory | null;
  readonly output: string;
}

const SAMPLE_MS = 200;

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
  let peakMemory: Memory | null = null;
  const sampling = setInterval(() => {
    peakMemory = largest(peakMemory, treeMemory(child.pid));
  }, SAMPLE_MS);
  const [code] = await once(child, "close");
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}:\n${output}`);
  return { seconds: (performance.now() - started) / 1000, peakMemory, output };
}

function largest(a: Memory | null, b: Memory | null): Memory | null {
  return a === null || b === null ? (a ?? b) : totalOf(a) < totalOf(b) ? b : a;
}
