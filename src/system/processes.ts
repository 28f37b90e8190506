import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { execa, type Result } from "execa";
import { withoutSecrets } from "./secrets.ts";

const TAIL_BYTES = 8192;
const GRACE_SECONDS = 5;

export interface ProcessOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of this process, without its secrets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Takes stdout and stderr as they come; overwritten. */
  readonly logFile: string;
  readonly timeLimitSeconds?: number;
  /** Of stdout and stderr. */
  readonly onLine?: (line: string) => void;
  /** Of stderr alone. */
  readonly onErrorLine?: (line: string) => void;
}

export type ProcessEnd =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "signalled"; readonly signal: string }
  | { readonly kind: "timed-out" }
  | { readonly kind: "stopped" }
  | { readonly kind: "not-started"; readonly reason: string };

export interface RunningProcess {
  readonly ended: Promise<ProcessEnd>;
  /** The last few kilobytes that it wrote. Attacker-controlled text. */
  tail(): string;
  /** SIGTERM to the process and everything that it started, SIGKILL after five seconds; resolves when it is gone. */
  stop(): Promise<ProcessEnd>;
  /** SIGKILL, at once. */
  kill(): void;
}

/** Those that have not ended. */
const started = new Set<Pick<RunningProcess, "kill">>();

/** Ends all processes that were started here at once, deaf ones too, with everything that they started. */
export function killStarted(): void {
  for (const { kill } of started) kill();
}

/**
 * Starts a process whose whole tree can be stopped. The tree also goes when this process exits or gets a
 * signal that it does not handle. Its stdin is a pipe that closes when this process ends, however it ends.
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  await mkdir(dirname(options.logFile), { recursive: true });
  const child = startChild(options);
  const output = child.all;
  const written = logTo(options.logFile, output);
  const tail = keepTail(output);
  if (options.onLine) createInterface({ input: output }).on("line", options.onLine);
  if (options.onErrorLine) createInterface({ input: child.stderr }).on("line", options.onErrorLine);

  let stopping = false;
  const kill = (): void => void child.kill("SIGKILL");
  const own = { kill };
  started.add(own);
  const ended = child.then(async (result): Promise<ProcessEnd> => {
    started.delete(own);
    await written;
    if (result.timedOut) return { kind: "timed-out" };
    if (stopping) return { kind: "stopped" };
    if (result.signal !== undefined) return { kind: "signalled", signal: result.signal };
    if (result.exitCode !== undefined) return { kind: "exited", code: result.exitCode };
    return { kind: "not-started", reason: result.originalMessage ?? "unknown reason" };
  });
  return {
    ended,
    tail,
    stop() {
      stopping = true;
      child.kill();
      return ended;
    },
    kill,
  };
}

function startChild({ file, args, cwd, env, timeLimitSeconds }: ProcessOptions) {
  return execa(file, args, {
    ...(cwd === undefined ? {} : { cwd }),
    ...({ env: { ...withoutSecrets(process.env), ...env }, extendEnv: false } as const),
    stdin: "pipe",
    all: true,
    buffer: false,
    reject: false,
    killDescendants: true,
    forceKillAfterDelay: GRACE_SECONDS * 1000,
    timeout: (timeLimitSeconds ?? 0) * 1000,
  });
}

/** Waits for the end of who started it, and removes the folder as long as others that end with it still write there. */
const REMOVER = `
const { rmSync, existsSync } = require("node:fs");
process.stdin.resume().on("close", () => {
  let quiet = 0;
  setInterval(() => {
    quiet = existsSync(process.argv[1]) ? 0 : quiet + 1;
    try { rmSync(process.argv[1], { recursive: true, force: true }); } catch {}
    if (quiet > 10) process.exit();
  }, 200);
});`;

/**
 * Works in a folder that is removed also if this process is killed or stopped by a signal, by another one that sees it end.
 *
 * @param folder need not be there yet, so that there is no moment in which nobody would remove it; whoever lent it removes it
 *   at any other end
 */
export async function removedWithUs<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const remover = execa(process.execPath, ["-e", REMOVER, folder], {
    ...({ env: withoutSecrets(process.env), extendEnv: false } as const),
    stdin: "pipe",
    stdout: "ignore",
    stderr: "ignore",
    reject: false,
    cleanup: false,
    detached: true,
  });
  try {
    return await work();
  } finally {
    remover.kill("SIGKILL");
    await remover;
  }
}

/**
 * What the process did counts, not its log: on a full disk it goes on without one, to an end that says so itself. A log
 * that fails stops the flow of what the process writes, which must go on for it to end.
 */
async function logTo(path: string, output: Readable): Promise<void> {
  await finished(output.pipe(createWriteStream(path))).catch(() => output.resume());
}

function keepTail(output: Readable): () => string {
  let kept = Buffer.alloc(0);
  output.on("data", (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(-TAIL_BYTES);
  });
  return () => kept.toString("utf8");
}

export interface Question {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Its whole stdin. */
  readonly input: Uint8Array;
  readonly timeLimitSeconds: number;
  /** Of its stdout. */
  readonly maxBytes: number;
}

/** What a program may say beside its answer: a prompt, a few warnings. */
const MOST_SAID_BYTES = 16_384;

/**
 * Runs a program, without a shell, that answers on stdout; its stderr goes to the user as it comes, and ends the program if it is too
 * much. It learns none of our secrets.
 */
export async function askProcess({
  file,
  args,
  cwd,
  input,
  timeLimitSeconds,
  maxBytes,
}: Question): Promise<
  { readonly ok: true; readonly output: Uint8Array } | { readonly ok: false; readonly problem: string }
> {
  const result = await execa(file, args, {
    ...({ cwd, input, encoding: "buffer", stderr: ["inherit", "pipe"], reject: false } as const),
    ...({ env: withoutSecrets(process.env), extendEnv: false } as const),
    maxBuffer: { stdout: maxBytes, stderr: MOST_SAID_BYTES },
    ...({ timeout: timeLimitSeconds * 1000, killDescendants: true } as const),
    // One signature in some ends with the byte of a line feed.
    stripFinalNewline: false,
  });
  if (!result.failed) return { ok: true, output: result.stdout };
  return { ok: false, problem: problemOf(result, { timeLimitSeconds, maxBytes }) };
}

function problemOf(
  result: Pick<Result, "timedOut" | "isMaxBuffer" | "originalMessage" | "exitCode" | "signal">,
  { timeLimitSeconds, maxBytes }: Pick<Question, "timeLimitSeconds" | "maxBytes">,
): string {
  if (result.timedOut) return `took longer than ${timeLimitSeconds} seconds`;
  if (result.isMaxBuffer)
    return `answered with more than ${maxBytes} bytes, or said more than ${MOST_SAID_BYTES} on stderr`;
  return result.originalMessage ?? `ended with ${result.exitCode ?? result.signal}`;
}
