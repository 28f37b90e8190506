import type { TransactionRecord } from "../model/record.ts";
import { textArg } from "./events.ts";
import { textDigest } from "./job-request.ts";

/** `DisputeModule.ruleByOwner(jobId, outcome)`, as it is scheduled. */
const RULING = textDigest("ruleByOwner(uint256,uint8)").slice(0, "0x".length + 8);
const WORD = 64;

/**
 * Tells which job a transaction is about, of transactions in the chain's order. What names no job belongs to the one that
 * gave rise to it: the end of a pause to the job whose lateness paused, a deposit to the first job that slashed as much of
 * the same stake and has not been made up for.
 */
export class JobAttribution {
  #pausedBy: string | null = null;
  /** Account, role and amount → the jobs that slashed it. */
  readonly #slashed = new Map<string, string[]>();

  /** @returns the job's id on chain, `null` if it is about none */
  jobOf(record: TransactionRecord): string | null {
    const jobId = this.#named(record) ?? this.#following(record);
    if (record.status !== "success") return jobId;
    if (record.function === "triggerPauseCheck") this.#pausedBy = jobId;
    for (const { name, args } of record.events) {
      if (name !== "StakeSlashed") continue;
      const key = stakeKey(textArg(args, "account"), args);
      this.#slashed.set(key, [...(this.#slashed.get(key) ?? []), textArg(args, "jobId")]);
    }
    return jobId;
  }

  #named({ function: name, args, events }: TransactionRecord): string | null {
    const created = events.find((event) => event.name === "JobCreated");
    if (created !== undefined) return textArg(created.args, "jobId");
    if (name === "schedule") return ruledJob(args.data);
    return typeof args.jobId === "string" ? args.jobId : null;
  }

  #following({ function: name, from, args, status }: TransactionRecord): string | null {
    if (name === "depositStake" && status === "success") {
      return this.#slashed.get(stakeKey(from, args))?.shift() ?? null;
    }
    if (name !== "guardianResume") return null;
    const jobId = this.#pausedBy;
    this.#pausedBy = null;
    return jobId;
  }
}

function stakeKey(account: string, { role, amountWei }: TransactionRecord["args"]): string {
  return `${account} ${role} ${amountWei}`;
}

/** @returns the job whose ruling is scheduled; `null` if something else is */
function ruledJob(data: unknown): string | null {
  if (typeof data !== "string" || !data.startsWith(RULING)) return null;
  return BigInt(`0x${data.slice(RULING.length, RULING.length + WORD)}`).toString();
}
