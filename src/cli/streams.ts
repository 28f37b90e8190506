import type { Writable } from "node:stream";

/** A reader that leaves early (`| head`) is no failure: what it would not read is dropped. */
export function survivesClosedPipes(...streams: readonly Writable[]): void {
  for (const stream of streams) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
