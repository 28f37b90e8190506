import type { Writable } from "node:stream";
import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";

/**
 * Keeps an output that cannot be written from ending the program in the middle. A reader that leaves early (`| head`) is
 * no failure: what it would not read is dropped. That stderr cannot be written nobody could be told.
 *
 * @returns waits until everything is written; gives the error of a stdout that would not take it
 */
export function guardOutput(stdout: Writable, stderr: Writable): () => Promise<OmniError | null> {
  let refusal: Error | null = null;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") refusal ??= error;
  });
  stderr.on("error", () => {});
  return async () => {
    await new Promise<void>((resolve) => stdout.write("", () => resolve()));
    if (refusal === null) return null;
    return new OmniError(ENVIRONMENT.STDOUT_REFUSED, { problem: refusal.message }, { cause: refusal });
  };
}
