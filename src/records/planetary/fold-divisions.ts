import type { Division, DivisionBallot, DivisionPart } from "../../model/division.ts";
import { DIVISION_OUTCOMES, wordOf } from "../../model/enums.ts";
import type { RegionBudget } from "../../model/layer-run.ts";
import type { EventRecord, TransactionRecord } from "../../model/record.ts";
import { listArg, textArg } from "../events.ts";
import { DIVISION } from "../planetary-settings.ts";

/** One division's transactions, and what the contract told in them. */
interface Told {
  readonly id: string;
  readonly transactions: readonly TransactionRecord[];
  readonly events: readonly EventRecord[];
}

/**
 * Tells how pots were divided between regions, from what the contract told.
 *
 * @param records in the chain's order.
 * @throws Error if a pot was never concluded, or went to an executor that has no region.
 */
export function foldDivisions(
  budgets: readonly RegionBudget[],
  records: readonly TransactionRecord[],
): Division[] {
  const regionAt = new Map(budgets.map(({ executor, region }) => [executor, region]));
  return openedIn(records).map((opened) => divisionOf(opened, toldOf(opened, records), regionAt));
}

function openedIn(records: readonly TransactionRecord[]): EventRecord[] {
  return records.flatMap(({ events }) => events).filter(isTold("DivisionOpened"));
}

function toldOf(opened: EventRecord, records: readonly TransactionRecord[]): Told {
  const id = textArg(opened.args, "divisionId");
  const isOwn = ({ contract, args }: EventRecord) => contract === DIVISION && args.divisionId === id;
  const transactions = records.filter(({ contract, events }) => contract === DIVISION && events.some(isOwn));
  return { id, transactions, events: transactions.flatMap(({ events }) => events).filter(isOwn) };
}

function divisionOf(
  opened: EventRecord,
  { id, transactions, events }: Told,
  regionAt: ReadonlyMap<string, string>,
): Division {
  const concluded = events.find(isTold("DivisionConcluded"));
  if (concluded === undefined) throw new Error(`division ${id} was opened and never concluded`);
  const { args } = concluded;
  return {
    divisionId: id,
    pot: textArg(opened.args, "potWei"),
    outcome: wordOf(DIVISION_OUTCOMES, textArg(args, "outcome")) ?? "open",
    voters: textArg(args, "voters"),
    quorum: textArg(args, "quorum"),
    remainder: textArg(args, "remainderWei"),
    parts: events.filter(isTold("PartApproved")).map((event) => partOf(event, regionAt)),
    ballots: ballotsOf(events.filter(isTold("DivisionVotesCast"))),
    transactions,
  };
}

function partOf({ args }: EventRecord, regionAt: ReadonlyMap<string, string>): DivisionPart {
  const executor = textArg(args, "executor");
  const region = regionAt.get(executor);
  if (region === undefined) throw new Error(`a pot was divided to ${executor}, which has no region`);
  return {
    region,
    executor,
    votes: textArg(args, "votes"),
    part: textArg(args, "partWei"),
    approved: textArg(args, "approvedWei"),
  };
}

/** A later statement of votes takes the place of an earlier one. */
function ballotsOf(cast: readonly EventRecord[]): DivisionBallot[] {
  const ballots = cast.map(({ args }): [string, DivisionBallot] => [
    textArg(args, "identity"),
    {
      identity: textArg(args, "identity"),
      voter: textArg(args, "voter"),
      votes: listArg(args, "votes"),
      credits: textArg(args, "spentCredits"),
    },
  ]);
  return [...new Map(ballots).values()];
}

function isTold(name: string) {
  return (event: EventRecord) => event.contract === DIVISION && event.name === name;
}
