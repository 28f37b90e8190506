import type { FileDigest } from "../model/artefact.ts";
import type { Job, Plan } from "../model/plan.ts";
import { artefactPath } from "../support/paths.ts";
import { textDigest } from "./job-request.ts";

/**
 * The file that a job's agent hands in if its work is good; null if the plan has none.
 *
 * @throws Error if nobody has looked for it, which is a bug
 */
export function deliverableOf({ id, deliverable }: Pick<Job, "id" | "deliverable">): FileDigest | null {
  if (!deliverable) return null;
  const { path, sha256 } = deliverable;
  if (sha256 === null) throw new Error(`the deliverable of "${id}" was not read`);
  return { path: artefactPath(path), sha256 };
}

/**
 * What a job's agent hands in if its work is good: the SHA-256 of the job's deliverable, or a digest that stands for a work of
 * which the plan has no file.
 *
 * @returns 32 bytes, hexadecimal
 */
export function resultHashOf({ initiative }: Pick<Plan, "initiative">, job: Job): string {
  const file = deliverableOf(job);
  return file === null ? textDigest(`deliverable of ${initiative}/${job.id}`) : `0x${file.sha256}`;
}

/** What is handed in where the work is poor: a digest of this text, of which there is no file. */
export function poorResultHashOf({ id }: Pick<Job, "id">, attempt: number): string {
  return textDigest(`poor result of attempt ${attempt} at ${id}`);
}
