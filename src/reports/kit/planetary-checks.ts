import { DIVISION_OUTCOMES, wordOf } from "../../model/enums.ts";
import { ofForms } from "../../model/receipts.ts";
import { listArg } from "../../records/events.ts";
import { textDigest } from "../../records/job-request.ts";
import { executorName, executorRegions } from "../../records/planetary-settings.ts";
import { formatAmount } from "../../support/amount.ts";
import { isPositive } from "../../support/quantity.ts";
import {
  type Answer,
  type Check,
  type Evidence,
  JOBS_SETTLED,
  MODULES_PAUSABLE,
  NOT_SHOWN,
  OWN_DRILLS,
  open,
  shownBy,
  VOTES_REVEALED,
} from "./checks.ts";
import { decisionsOf, type Happening, happenings } from "./kit-receipts.ts";

const NATIONAL_KEY = textDigest("national");
/** How a vote approves a budget: it divides a pot, or is executed itself. */
const VOTED: readonly string[] = ["conclude", "execute"];

/** Of an event, amounts that are more than nothing; one that has none says that something was done. */
type Evident = (happening: Happening) => boolean;

const moves =
  (...amounts: readonly string[]): Evident =>
  ({ event: { args } }) =>
    amounts.some((name) => isPositive(args[name]));

/** What a region's executor has to show. */
interface RegionQuestion extends Pick<Check, "id" | "question"> {
  readonly event: string;
  readonly evident: Evident;
  /** How the finding calls regions of which no such event is to be had, or only one that moved nothing. */
  readonly missing: string;
  readonly idle: string;
}

/** A check that is done when something such happened to the executor of every region that has one. */
function regionCheck({ id, question, event, evident, missing, idle }: RegionQuestion): Check {
  return {
    id,
    question,
    answer: ({ receipts, plan }) => {
      const found = happenings(receipts, event).filter(({ event }) => isExecutor(event.contract));
      const regions = executorRegions(plan);
      const without = (some: readonly Happening[]) => {
        const shown = new Set(some.map(({ event }) => event.contract));
        return regions.filter((region) => !shown.has(executorName(region)));
      };
      const absent = without(found);
      const still = without(found.filter(evident)).filter((region) => !absent.includes(region));
      const told = [
        ...(absent.length > 0 ? [`${missing}: ${absent.join(", ")}`] : []),
        ...(still.length > 0 ? [`${idle}: ${still.join(", ")}`] : []),
      ];
      const finding = told.join("; ") || `all ${regions.length} regions: ${found.length} ${event} events`;
      if (regions.length === 0) return open("the layer has no region");
      return shownBy(found, told.length === 0, finding);
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
    const first = happenings(receipts, "ReceiptsAnchored").find(
      ({ event }) => event.args.key === NATIONAL_KEY,
    );
    const opened = happenings(receipts, "ProposalCreated").at(0)?.transaction.block;
    if (first === undefined) return NOT_SHOWN;
    const { block } = first.transaction;
    const since = opened === undefined ? "no proposal was ever made" : `first proposal in block ${opened}`;
    const finding = `root ${first.event.args.root} in block ${block}, ${since}`;
    return shownBy([first], opened !== undefined && block < opened, finding);
  },
};

const VOTES_QUADRATIC: Check = {
  id: "votes-quadratic",
  question: "Did the council pay for its votes quadratically, for or against as in divisions?",
  answer: ({ receipts }) => {
    const charged = happenings(receipts, "QuadraticVotesCharged");
    const divided = happenings(receipts, "DivisionVotesCast");
    if (charged.length + divided.length === 0) return NOT_SHOWN;
    const ballots = [
      ...charged.map(({ event: { args } }) => ballot([args.votes], args.costCredits)),
      ...divided.map(({ event: { args } }) => ballot(listArg(args, "votes"), args.spentCredits)),
    ];
    const fit = ballots.filter(({ votes, cost }) => cost === votes.reduce((sum, own) => sum + own ** 2n, 0n));
    const told = `${fit.length} of ${ballots.length} ballots charged with the squares of their votes in voice credits`;
    // One vote costs one credit by any rule.
    const isTold = ballots.some(({ votes }) => votes.some((own) => own > 1n));
    const finding = isTold ? told : `${told}, but nobody cast more than one vote`;
    return shownBy([...charged, ...divided], isTold && fit.length === ballots.length, finding);
  },
};

function ballot(votes: readonly unknown[], cost: unknown) {
  return { votes: votes.map((own) => BigInt(String(own))), cost: BigInt(String(cost)) };
}

const POTS_DIVIDED: Check = {
  id: "pots-divided",
  question: "Was every pot that the council approved divided by votes?",
  answer: ({ receipts }) => {
    const opened = happenings(receipts, "DivisionOpened");
    const concluded = happenings(receipts, "DivisionConcluded");
    if (opened.length === 0) return NOT_SHOWN;
    const divided = concluded.filter(
      ({ event: { args } }) => wordOf(DIVISION_OUTCOMES, String(args.outcome)) === "divided",
    );
    const finding = `${opened.length} opened, ${divided.length} divided, ${concluded.length - divided.length} lapsed`;
    return shownBy([...opened, ...concluded], divided.length === opened.length, finding);
  },
};

/** Where there is no council nothing was voted on, whatever else happened. */
function voted(check: Check): Check {
  const answer = (evidence: Evidence): Answer => {
    const told = ofForms(evidence.receipts, "planetary-governance").map(({ document }) => document.noVote);
    const noVote = told.find((each) => each !== undefined);
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
    const left = decisionsOf(receipts).filter(({ state }) => state === "succeeded" || state === "expired");
    const finding = `${queued.length} queued, ${executed.length} executed, ${calls.length} calls by the timelock`;
    const isDone =
      executed.length > 0 && executed.length === queued.length && calls.length > 0 && left.length === 0;
    const rest =
      left.length === 0 ? "" : `; passed and left lying: ${left.map(({ title }) => title).join(", ")}`;
    return shownBy([...queued, ...executed, ...calls], isDone, `${finding}${rest}`);
  },
};

const SAFE_PAID: Check = {
  id: "safe-paid",
  question: "Did the treasury's Safe pay, signed by its owners?",
  answer: ({ receipts }) => {
    const paid = happenings(receipts, "ExecutionSuccess", "Treasury");
    const failed = happenings(receipts, "ExecutionFailure", "Treasury");
    const transfers = paid.flatMap(({ event: { address }, transaction: { events } }) =>
      events.filter(
        ({ name, args }) => name === "Transfer" && args.from === address && isPositive(args.value),
      ),
    );
    const finding = `payments executed: ${paid.length}, with ${transfers.length} transfers; failed inside: ${failed.length}`;
    return shownBy([...paid, ...failed], transfers.length > 0 && failed.length === 0, finding);
  },
};

const REWARD_EPOCHS: Check = {
  id: "reward-epochs",
  question: "Were reward epochs settled, with rewards paid?",
  answer: ({ receipts }) => {
    const settled = happenings(receipts, "EpochSettled");
    if (settled.length === 0) return NOT_SHOWN;
    const amount = (wei: unknown) => `${formatAmount(BigInt(String(wei)))} tokens`;
    const told = settled.map(
      ({ event: { args } }) =>
        `epoch ${args.epoch}: budget ${amount(args.budgetWei)}, paid ${amount(args.paidWei)}`,
    );
    return shownBy(settled, settled.some(moves("paidWei")), told.join("; "));
  },
};

/** What whoever governs the planetary layer wants to know. */
export const PLANETARY_CHECKS: readonly Check[] = [
  voted(NATIONAL_ROOT_ANCHORED),
  MODULES_PAUSABLE,
  voted(VOTES_QUADRATIC),
  voted(POTS_DIVIDED),
  voted(
    regionCheck({
      id: "budgets-voted",
      question: "Did the council vote a budget for every region?",
      event: "BudgetApproved",
      evident: (happening) =>
        VOTED.includes(happening.transaction.function ?? "") && moves("newApprovedWei")(happening),
      missing: "missing",
      idle: "without a vote, or nothing",
    }),
  ),
  voted(PROPOSALS_EXECUTED),
  SAFE_PAID,
  regionCheck({
    id: "budgets-funded",
    question: "Was every region's executor funded?",
    event: "BudgetFunded",
    evident: moves("amountWei"),
    missing: "missing",
    idle: "with nothing",
  }),
  JOBS_SETTLED,
  VOTES_REVEALED,
  regionCheck({
    id: "remainders-returned",
    question: "Did every region return what it did not spend?",
    event: "RemainderReturned",
    evident: moves("unspentWei", "incomeWei"),
    missing: "nothing returned",
    idle: "nothing was left to return",
  }),
  regionCheck({
    id: "telemetry-reported",
    question: "Did every region report its telemetry?",
    event: "TelemetryReported",
    evident: moves("receiptCount"),
    missing: "missing",
    idle: "of no receipt",
  }),
  REWARD_EPOCHS,
  OWN_DRILLS,
];
