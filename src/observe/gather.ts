import type { Result } from "ethers/abi";
import type { Read } from "../model/record.ts";
import type { Views } from "./views.ts";

/** Reads views, as `Views.read` does. */
export interface Reads {
  read(reads: readonly Read[]): Promise<Result[]>;
}

/**
 * Joins what parts of a report ask for at the same time into one round trip: reads are held back until every part
 * that runs beside the others has asked.
 */
export function gather(views: Views): Reads {
  let waiting: { readonly reads: readonly Read[]; readonly answers: PromiseWithResolvers<Result[]> }[] = [];
  const flush = async () => {
    const asked = waiting;
    waiting = [];
    try {
      const results = await views.read(asked.flatMap(({ reads }) => reads));
      let next = 0;
      for (const { reads, answers } of asked) {
        answers.resolve(results.slice(next, next + reads.length));
        next += reads.length;
      }
    } catch (error) {
      for (const { answers } of asked) answers.reject(error);
    }
  };
  return {
    read(reads) {
      if (waiting.length === 0) setImmediate(flush);
      const answers = Promise.withResolvers<Result[]>();
      waiting.push({ reads, answers });
      return answers.promise;
    },
  };
}
