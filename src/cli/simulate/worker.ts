import { parentPort, workerData } from "node:worker_threads";
import { outcomeOf } from "../../simulate/outcome.ts";
import { runReader, type Sweep } from "../../simulate/sweep.ts";
import { csvLine, runLine } from "../../simulate/told-run.ts";
import type { Chunk, PlayedChunk } from "./pool.ts";

const sweep = workerData as Sweep;
const runAt = runReader(sweep);

parentPort?.on("message", ({ from, to }: Chunk) => parentPort?.postMessage(playChunk(from, to)));

function playChunk(from: number, to: number): PlayedChunk {
  let [lines, rows] = ["", ""];
  for (let index = from; index < to; index++) {
    const run = runAt(index);
    const outcome = outcomeOf(run.point, run.seed);
    lines += runLine(sweep.axes, run, outcome);
    rows += csvLine(run, outcome);
  }
  return { lines, rows };
}
