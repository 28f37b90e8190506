import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const PROJECT = resolve(import.meta.dirname, "../..");

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let imports = 0;

/**
 * Runs a script as `npm run` would start it, but in this process, which must have nothing to print in the meantime.
 *
 * @param file of the script, relative to the project
 */
export async function runScript(file: string, args: readonly string[]): Promise<Ended> {
  const { stdout, stderr, argv } = process;
  const writes = [stdout.write, stderr.write] as const;
  const said = { stdout: [] as string[], stderr: [] as string[] };
  process.exitCode = 0;
  process.argv = [...argv.slice(0, 1), file, ...args];
  stdout.write = hearing(said.stdout);
  stderr.write = hearing(said.stderr);
  try {
    imports += 1;
    await import(`${pathToFileURL(join(PROJECT, file)).href}?time=${imports}`);
  } finally {
    [stdout.write, stderr.write] = writes;
    process.argv = argv;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
  }
  const code = Number(process.exitCode ?? 0);
  process.exitCode = 0;
  return { code, stdout: said.stdout.join(""), stderr: said.stderr.join("") };
}

/** Scripts end once their last line is known to be written. */
function hearing(said: string[]): typeof process.stdout.write {
  return ((text: unknown, ...rest: unknown[]) => {
    said.push(String(text));
    const written = rest.at(-1);
    if (typeof written === "function") process.nextTick(written);
    return true;
  }) as typeof process.stdout.write;
}
