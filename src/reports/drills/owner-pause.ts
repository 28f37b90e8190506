import type { OwnerPause, OwnerPauseReadings, PauseCall, Proof } from "../../model/owner-pause.ts";
import type { SteadyState } from "../../model/readings.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { receiptFile, type WrittenFile } from "../receipt.ts";
import { refusalsOf } from "./refusals.ts";

/**
 * Tells of the owner's pause.
 *
 * @param call what called for it.
 * @param transactions all of it, in the chain's order, what made it ready included.
 */
export function tellOwnerPause(
  call: PauseCall,
  transactions: readonly TransactionRecord[],
  readings: OwnerPauseReadings,
): OwnerPause {
  const { before, during, after } = readings;
  const { modules } = readings.paused;
  const course = courseOf(transactions);
  const refusals = refusalsOf(course.asked, readings.tried);
  const refusing = new Set(refusals.filter(({ refused }) => refused).map(({ module }) => module));
  const areAllRefusing = modules.every((name) => refusing.has(name));
  const proofs = [...proofsPaused(course, readings, areAllRefusing), ...proofsResumed(course, readings)];
  return {
    ...call,
    before,
    during,
    after,
    modules,
    refusals,
    proofs,
    passed: proofs.every(({ held }) => held),
    wayBack: "the owner resumes the system; the stake withdrawn meanwhile is staked again",
    transactions,
  };
}

/** @param dashboard where the finding is shown that called for the pause. */
export function ownerPauseReceipt(
  pause: OwnerPause,
  dashboard: { readonly path: string; readonly sha256: string },
): WrittenFile {
  return receiptFile("owner-pause", { dashboard, ...pause });
}

interface PauseCourse {
  readonly paused: readonly TransactionRecord[];
  readonly lifted: TransactionRecord | undefined;
  /** The guarded calls. */
  readonly asked: readonly TransactionRecord[];
  readonly claimed: TransactionRecord | undefined;
  readonly withdrawn: TransactionRecord | undefined;
  readonly resumed: readonly TransactionRecord[];
}

/** Parts the transactions by what they are to the test; the guarded calls stand between the guardian's try and the claim. */
function courseOf(transactions: readonly TransactionRecord[]): PauseCourse {
  const of = (name: string) => transactions.filter((record) => record.function === name);
  const [lifted] = of("guardianResume");
  const claimed = of("claim").at(-1);
  const place = (record: TransactionRecord | undefined) =>
    record === undefined ? -1 : transactions.indexOf(record);
  return {
    paused: of("pause"),
    lifted,
    asked: transactions.slice(place(lifted) + 1, place(claimed)),
    claimed,
    withdrawn: of("withdraw").at(-1),
    resumed: of("resume"),
  };
}

function proofsPaused(
  { paused, lifted, claimed, withdrawn }: PauseCourse,
  readings: OwnerPauseReadings,
  areAllRefusing: boolean,
): Proof[] {
  return [
    proof("the owner's pause stops the system; a second call changes nothing", onlyFirst(paused, "Paused")),
    proof("every listed module refuses a guarded call with SystemPaused()", areAllRefusing),
    proof(
      "a guardian cannot lift the owner's pause",
      lifted?.error?.startsWith("OwnerPauseStands(") === true,
    ),
    proof("the owner's pause outlasts the longest pause of a guardian", readings.during.paused),
    proof(
      "active time stands still, so that no window closes",
      readings.paused.activeSeconds === readings.outlasted.activeSeconds,
    ),
    proof("claims are paid while the system is paused", emits(claimed, "Claimed")),
    proof("matured stake is withdrawn while the system is paused", emits(withdrawn, "StakeWithdrawn")),
  ];
}

function proofsResumed({ resumed }: PauseCourse, { before, after }: OwnerPauseReadings): Proof[] {
  return [
    proof(
      "the owner's resumption lets the system run; a second call changes nothing",
      onlyFirst(resumed, "Resumed"),
    ),
    proof("the steady state is what it was before", sameState(before, after)),
  ];
}

function proof(claim: string, held: boolean): Proof {
  return { claim, held };
}

function emits(record: TransactionRecord | undefined, name: string): boolean {
  return record?.status === "success" && record.events.some((event) => event.name === name);
}

/** Both calls succeed, and only the first does anything. */
function onlyFirst([first, second]: readonly TransactionRecord[], name: string): boolean {
  return emits(first, name) && second?.status === "success" && second.events.length === 0;
}

/** Role shares move with the epochs, which go on by themselves; so does what policies raised the temperature by, downwards. */
function sameState(before: SteadyState, after: SteadyState): boolean {
  const relevant = ({ paused, totals }: SteadyState) => JSON.stringify([paused, totals]);
  return relevant(before) === relevant(after) && BigInt(after.temperature) <= BigInt(before.temperature);
}
