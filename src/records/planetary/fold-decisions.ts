import type { Aftermath, Decision, Motion } from "../../model/decision.ts";
import type { Plan } from "../../model/plan.ts";
import type { SittingReadings, Tally } from "../../model/planetary-readings.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import { aftermathsOf } from "./aftermath.ts";
import { votesEachOf } from "./ballots.ts";

const GOVERNOR = "QuadraticGovernor";

/** A motion on the chain. */
export interface Proposal {
  readonly motion: Motion;
  readonly id: string;
  readonly transactions: TransactionRecord[];
}

/**
 * Tells the course of the council's motions.
 *
 * @param motions in the order in which they were proposed.
 * @throws Error if what passed was not executed.
 */
export function foldDecisions(
  plan: Plan,
  motions: readonly Motion[],
  records: readonly TransactionRecord[],
  readings: SittingReadings,
): Decision[] {
  const proposals = foldProposals(motions, records);
  const votesEach = votesEachOf(plan);
  const { passing, executions } = executionsOf(proposals);
  const aftermaths = aftermathsOf(readings, executions);
  return proposals.map((proposal, index) => {
    const place = passing.indexOf(proposal);
    return decisionOf(proposal, {
      tally: readings.tallies.value[index] as Tally,
      votesEach: proposal.motion.course === "is cancelled" ? 0 : votesEach,
      preflight: readings.preflights[place] ?? null,
      renewal: readings.renewals[place] ?? null,
      aftermath: aftermaths[place] ?? null,
      before: readings.before.value[index] as ArgumentRecord,
      after: readings.after.value[index] as ArgumentRecord,
    });
  });
}

/** Which transactions took which motion further. */
export function foldProposals(motions: readonly Motion[], records: readonly TransactionRecord[]): Proposal[] {
  const byProposal = [...Map.groupBy(records, proposalOf)].filter(([id]) => id !== null).values();
  return motions.map((motion) => {
    const [id, transactions] = byProposal.next().value ?? [null, []];
    return { motion, id: id ?? "", transactions };
  });
}

/**
 * Those that passed, and the transactions that executed them.
 *
 * @throws Error if there is one that was not executed.
 */
export function executionsOf(proposals: readonly Proposal[]): {
  readonly passing: readonly Proposal[];
  readonly executions: readonly TransactionRecord[];
} {
  const passing = proposals.filter(({ motion }) => motion.course === "passes");
  return { passing, executions: passing.map(executionOf) };
}

function executionOf({ motion, transactions }: Proposal): TransactionRecord {
  const last = transactions.at(-1);
  if (last?.function !== "execute") throw new Error(`"${motion.title}" passed and was not executed`);
  return last;
}

/** @returns the id of the proposal that a transaction takes further, by what the governor says of it; `null` if of none */
function proposalOf({ contract, events }: TransactionRecord): string | null {
  if (contract !== GOVERNOR) return null;
  const told = events.find(({ contract: emitter, args }) => emitter === GOVERNOR && "proposalId" in args);
  return told === undefined ? null : String(told.args.proposalId);
}

interface Course extends Pick<Decision, "preflight" | "renewal"> {
  readonly tally: Tally;
  readonly votesEach: number;
  readonly aftermath: Aftermath | null;
  readonly before: ArgumentRecord;
  readonly after: ArgumentRecord;
}

function decisionOf({ motion, id, transactions }: Proposal, course: Course): Decision {
  const { title, changes } = motion;
  return {
    title,
    proposalId: id,
    course: motion.course,
    ...course.tally,
    votesEach: String(course.votesEach),
    preflight: course.preflight,
    renewal: course.renewal,
    aftermath: course.aftermath,
    readBack: {
      contract: changes.contract,
      function: changes.function,
      before: course.before,
      after: course.after,
    },
    transactions,
  };
}
