import { executorName, executorRegions } from "../../protocol/planetary/deployments.ts";
import { formatAmount } from "../../support/amount.ts";
import {
  type Answer,
  type Check,
  type Evidence,
  JOBS_SETTLED,
  MODULES_PAUSABLE,
  NOT_SHOWN,
  shownBy,
  VOTES_REVEALED,
} from "./checks.ts";
import { type Happening, happenings } from "./receipts.ts";

/** A check that is done as soon as the receipts hold such an event. */
function eventCheck(
  id: string,
  question: string,
  event: string,
  tell: (found: readonly Happening[]) => string,
): Check {
  const answer = ({ receipts }: Evidence): Answer => {
    const found = happenings(receipts, event);
    return found.length === 0 ? NOT_SHOWN : shownBy(found, true, tell(found));
  };
  return { id, question, answer };
}

/** A check that is done when such an event happened to an executor of every region of the plan that has a job. */
function regionCheck(id: string, question: string, event: string): Check {
  return {
    id,
    question,
    answer: ({ receipts, plan }) => {
      const found = happenings(receipts, event).filter(({ event }) => isExecutor(event.contract));
      const executors = new Set(found.map(({ event }) => event.contract));
      const employing = new Set(executorRegions(plan));
      const regions = plan.regions.filter(({ id }) => employing.has(id));
      const missing = regions.filter((region) => !executors.has(executorName(region.id)));
      const finding =
        missing.length === 0
          ? `all ${regions.length} regions: ${found.length} ${event} events`
          : `missing: ${missing.map((region) => region.id).join(", ")}`;
      return shownBy(found, found.length > 0 && missing.length === 0, finding);
    },
  };
}

function isExecutor(contract: string): boolean {
  return contract.startsWith(executorName(""));
}

const NATIONAL_ROOT_ANCHORED: Check = {
  id: "national-root-anchored",
  question: "Was the nation's receipt root anchored before the council opened?",
  answer: ({ receipts }) => {
    const anchored = happenings(receipts, "ReceiptsAnchored");
    const [first] = anchored;
    const opened = happenings(receipts, "ProposalCreated").at(0)?.transaction.block;
    if (first === undefined) return NOT_SHOWN;
    const { block } = first.transaction;
    const finding = `root ${first.event.args.root} in block ${block}, first proposal in block ${opened ?? "none"}`;
    return shownBy([first], opened === undefined || block < opened, finding);
  },
};

/** Where there is no council nothing was voted on, whatever else happened. */
function voted(check: Check): Check {
  const answer = (evidence: Evidence): Answer => {
    const noVote = evidence.receipts.find(({ document }) => document.noVote !== undefined)?.document.noVote;
    const found = check.answer(evidence);
    if (noVote === undefined) return found;
    const finding = `no vote, since there is no council and ${noVote.by} alone set the budgets; ${found.finding}`;
    return { ...found, done: false, finding };
  };
  return { ...check, answer };
}

const PROPOSALS_EXECUTED: Check = {
  id: "proposals-executed",
  question: "Did every proposal that passed go through the timelock?",
  answer: ({ receipts }) => {
    const queued = happenings(receipts, "ProposalQueued");
    const executed = happenings(receipts, "ProposalExecuted");
    const calls = happenings(receipts, "CallExecuted", "CouncilTimelock");
    const finding = `${queued.length} queued, ${executed.length} executed, ${calls.length} calls by the timelock`;
    const isDone = executed.length > 0 && executed.length === queued.length && calls.length > 0;
    return shownBy([...queued, ...executed, ...calls], isDone, finding);
  },
};

const SAFE_PAID: Check = {
  id: "safe-paid",
  question: "Did the treasury's Safe pay, signed by its owners?",
  answer: ({ receipts }) => {
    const paid = happenings(receipts, "ExecutionSuccess", "Treasury");
    const failed = happenings(receipts, "ExecutionFailure", "Treasury");
    const finding = `payments executed: ${paid.length}, failed inside: ${failed.length}`;
    return shownBy([...paid, ...failed], paid.length > 0 && failed.length === 0, finding);
  },
};

/** What whoever governs the planetary layer wants to know. */
export const PLANETARY_CHECKS: readonly Check[] = [
  voted(NATIONAL_ROOT_ANCHORED),
  MODULES_PAUSABLE,
  voted(
    eventCheck(
      "votes-quadratic",
      "Did the council pay for its votes quadratically?",
      "QuadraticVotesCharged",
      (found) => `${found.length} votes, each charged in voice credits`,
    ),
  ),
  voted(regionCheck("budgets-voted", "Was a budget approved for every region?", "BudgetApproved")),
  voted(PROPOSALS_EXECUTED),
  SAFE_PAID,
  regionCheck("budgets-funded", "Was every region's executor funded?", "BudgetFunded"),
  JOBS_SETTLED,
  VOTES_REVEALED,
  regionCheck("remainders-returned", "Did every region return what it did not spend?", "RemainderReturned"),
  regionCheck("telemetry-reported", "Did every region report its telemetry?", "TelemetryReported"),
  eventCheck("reward-epochs", "Were reward epochs settled?", "EpochSettled", (found) =>
    found
      .map(
        ({ event: { args } }) =>
          `epoch ${args.epoch}: budget ${formatAmount(BigInt(String(args.budgetWei)))}`,
      )
      .join("; "),
  ),
];
