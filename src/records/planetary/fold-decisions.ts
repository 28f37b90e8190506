import type { Aftermath, Decision, Motion } from "../../model/decision.ts";
import type { Plan } from "../../model/plan.ts";
import type { SittingReadings, Tally } from "../../model/planetary-readings.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import { aftermathsOf } from "./aftermath.ts";
import { sittingsOf, votesEachOf } from "./ballots.ts";

const GOVERNOR = "QuadraticGovernor";

/** A motion on the chain. */
interface Proposal {
  readonly motion: Motion;
  readonly id: string;
  readonly transactions: TransactionRecord[];
}

/**
 * Tells the course of the council's motions.
 *
 * @param members how many vote.
 * @param motions in the order in which they were proposed.
 * @param readings of each sitting.
 */
export function foldDecisions(
  plan: Plan,
  members: number,
  motions: readonly Motion[],
  records: readonly TransactionRecord[],
  readings: readonly SittingReadings[],
): Decision[] {
  const byProposal = [...Map.groupBy(records, proposalOf)].filter(([id]) => id !== null);
  const proposals = byProposal.map(([id, transactions], index) => ({
    motion: motions[index] as Motion,
    id: id as string,
    transactions,
  }));
  let next = 0;
  return sittingsOf(plan, members, motions).flatMap((sitting, index) => {
    const own = proposals.slice(next, next + sitting.length);
    next += sitting.length;
    return decisionsOf(own, votesEachOf(plan, sitting.length), readings[index] as SittingReadings);
  });
}

/** @returns the id of the proposal that a transaction takes further, by what the governor says of it; `null` if of none */
function proposalOf({ contract, events }: TransactionRecord): string | null {
  if (contract !== GOVERNOR) return null;
  const told = events.find(({ contract: emitter, args }) => emitter === GOVERNOR && "proposalId" in args);
  return told === undefined ? null : String(told.args.proposalId);
}

function decisionsOf(
  proposals: readonly Proposal[],
  votesEach: number,
  readings: SittingReadings,
): Decision[] {
  const passing = proposals.filter(({ motion }) => motion.course === "passes");
  const executions = passing.map(({ transactions }) => transactions.at(-1) as TransactionRecord);
  const aftermaths = aftermathsOf(readings.renewals, executions, readings.executed);
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
