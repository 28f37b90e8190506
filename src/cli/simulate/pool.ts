import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { runsOf, type Sweep } from "../../simulate/sweep.ts";

/** Runs from one on, before another. */
export interface Chunk {
  readonly from: number;
  readonly to: number;
}

/** What a worker makes of a chunk: whole lines. */
export interface PlayedChunk {
  readonly lines: string;
  readonly rows: string;
}

/** Epochs of a chunk, about: a second of work or less. */
const CHUNK_EPOCHS = 8_192;

/** Big integers die young: the more room they have, the less often they are swept up. */
const YOUNG_MEGABYTES = 64;

/**
 * Plays the runs of a sweep from one on, by as many threads as there are, and yields what they make in the order of the runs,
 * however fast each thread is. At most two chunks a thread are kept.
 */
export async function* playAll(
  sweep: Sweep,
  from: number,
  threads: number,
): AsyncGenerator<Chunk & PlayedChunk, void> {
  const chunks = chunksOf(sweep, from);
  const workers = Array.from({ length: Math.min(threads, chunks.length) }, () => new Thread(sweep));
  const begun: Promise<PlayedChunk>[] = [];
  const begin = (index: number) => {
    const chunk = chunks[index];
    const worker = workers[index % workers.length];
    if (chunk && worker) begun[index] = worker.play(chunk);
  };
  try {
    for (let index = 0; index < 2 * workers.length; index++) begin(index);
    for (const [index, chunk] of chunks.entries()) {
      const played = await (begun[index] as Promise<PlayedChunk>);
      delete begun[index];
      begin(index + 2 * workers.length);
      yield { ...chunk, ...played };
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}

function chunksOf(sweep: Sweep, from: number): Chunk[] {
  const [runs, size] = [runsOf(sweep), Math.max(1, Math.floor(CHUNK_EPOCHS / sweep.base.epochs))];
  const count = Math.ceil((runs - from) / size);
  return Array.from({ length: count }, (_, index) => {
    const start = from + index * size;
    return { from: start, to: Math.min(runs, start + size) };
  });
}

/** A worker that plays one chunk after the other, in the order in which it gets them. */
class Thread {
  readonly #worker: Worker;
  readonly #waiting: PromiseWithResolvers<PlayedChunk>[] = [];

  constructor(sweep: Sweep) {
    const file = new URL(`./worker${extname(import.meta.filename)}`, import.meta.url);
    this.#worker = new Worker(file, {
      workerData: sweep,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    this.#worker.on("message", (played: PlayedChunk) => this.#waiting.shift()?.resolve(played));
    this.#worker.on("error", (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  play(chunk: Chunk): Promise<PlayedChunk> {
    const waiting = Promise.withResolvers<PlayedChunk>();
    // Whoever gets it asks for it later, when it may have failed.
    waiting.promise.catch(() => {});
    this.#waiting.push(waiting);
    this.#worker.postMessage(chunk);
    return waiting.promise;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
