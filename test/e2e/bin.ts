import { type SpawnOptionsWithoutStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts the real bin as a user's shell would. */
export function startBin(
  args: readonly string[],
  options: SpawnOptionsWithoutStdio & { nodeFlags?: string[] } = {},
): Running {
  const child = spawn(
    process.execPath,
    [...(options.nodeFlags ?? []), join(PROJECT, "src/bin.js"), ...args],
    {
      cwd: PROJECT,
      ...options,
    },
  );
  child.stdin.end();
  const [stdout, stderr, exited] = [text(child.stdout), text(child.stderr), once(child, "exit")];
  return {
    pid: child.pid ?? 0,
    ended: Promise.all([stdout, stderr, exited]).then(([stdout, stderr, [exitCode]]) => ({
      exitCode,
      stdout,
      stderr,
    })),
    kill: (signal) => void child.kill(signal),
  };
}

export function bin(...args: readonly string[]): Promise<Ended> {
  return startBin(args).ended;
}

/** A folder for the time of one test, with a `npm` of the test's own first on the PATH. */
export async function withFakeNpm(
  script: string,
  test: (place: { readonly out: string; readonly env: NodeJS.ProcessEnv }) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  try {
    await mkdir(join(folder, "bin"));
    await writeFile(join(folder, "bin", "npm"), `#!/usr/bin/env bash\n${script}\n`);
    await chmod(join(folder, "bin", "npm"), 0o755);
    const PATH = [join(folder, "bin"), process.env.PATH].join(delimiter);
    await test({ out: join(folder, "out"), env: { ...process.env, PATH } });
  } finally {
    await rm(folder, { recursive: true });
  }
}
