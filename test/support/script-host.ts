import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import type { Ended } from "./run-script.ts";

/** A script to be run, with all that its environment is. */
export interface Asked {
  /** Relative to the project. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Where a test runs many scripts: in one process for all of them, where it is not the process that it looks at. */
export class ScriptHost {
  readonly #worker: ChildProcess = fork(join(import.meta.dirname, "script-worker.ts"), {
    cwd: resolve(import.meta.dirname, "../.."),
  });

  /** One at a time. */
  async run(asked: Asked): Promise<Ended> {
    this.#worker.send(asked);
    const [ended] = await once(this.#worker, "message");
    return ended;
  }

  close(): void {
    this.#worker.disconnect();
  }
}
