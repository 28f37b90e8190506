import type { FileDigest } from "../../model/artefact.ts";
import type { Cast } from "../../model/cast.ts";
import type { GlobalRun } from "../../model/layer-run.ts";
import type { LayeredProject } from "../../model/loaded-project.ts";
import type { PlanetaryReadings } from "../../model/planetary-readings.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { AddressBook } from "../address-book.ts";
import { foldRuns } from "../fold-job.ts";
import { tellTicks } from "../tell-ticks.ts";
import { budgetsOf, requestsOf } from "./budgets.ts";
import { foldAnchoring } from "./fold-anchoring.ts";
import { foldApprovals } from "./fold-approvals.ts";
import { foldDecisions } from "./fold-decisions.ts";
import { foldDivisions } from "./fold-divisions.ts";
import { foldEpochs } from "./fold-epochs.ts";
import { foldOpening } from "./fold-opening.ts";
import { foldTreasury } from "./fold-treasury.ts";
import { motionsOf } from "./motions.ts";
import { outsideDrills } from "./outside-drills.ts";
import { potsOf } from "./pots.ts";

/** What a planetary run is told from beside its transactions; all of it stands before the first of them. */
export interface PlanetarySources {
  readonly project: LayeredProject;
  readonly cast: Cast;
  /** Both layers' contracts. */
  readonly book: AddressBook;
  /** The receipts that the takeoff left. */
  readonly nationalReceipts: readonly FileDigest[];
}

/**
 * Tells what the planetary run did up to its last epoch, so that running and verifying tell it alike.
 *
 * @param all records of the run, in the chain's order; later ones do no harm.
 * @throws Error if something that it cannot be told without was not sent or not read.
 */
export function foldPlanet(
  sources: PlanetarySources,
  all: readonly TransactionRecord[],
  readings: PlanetaryReadings,
): GlobalRun {
  const records = outsideDrills(all, readings.drills);
  const { project, cast, book, nationalReceipts } = sources;
  const plan = project.planetary;
  return {
    plan,
    cast,
    anchoring: foldAnchoring(nationalReceipts, records, readings.proved),
    ...foldOpening(book, records),
    ...foldBudgeting(sources, records, readings),
    treasury: foldTreasury(book, cast, records),
    runs: foldRuns(plan.jobs, records, cast),
    thermostat: tellTicks({
      layer: "planetary",
      plan,
      terms: project.national,
      records,
      starts: readings.ticks,
      supplied: project.readings ?? null,
    }),
    epochs: foldEpochs(cast, records),
  };
}

/** The council approves pots and divides them by votes; where there is none, the owner sets the budgets. */
function foldBudgeting(
  { project, book }: PlanetarySources,
  records: readonly TransactionRecord[],
  { shares, sitting }: PlanetaryReadings,
): Pick<GlobalRun, "budgets" | "decisions" | "divisions" | "ownerApprovals"> {
  if (shares === null) {
    const budgets = budgetsOf(book, project, false);
    return { budgets, decisions: [], divisions: [], ownerApprovals: foldApprovals(records) };
  }
  if (sitting === null) throw new Error("the sitting of the council was not read");
  const plan = project.planetary;
  const budgets = budgetsOf(book, project, true);
  const motions = motionsOf(plan, potsOf(plan, requestsOf(book, project)), shares.value);
  return {
    budgets,
    decisions: foldDecisions(plan, motions, records, sitting),
    divisions: foldDivisions(budgets, records),
    ownerApprovals: null,
  };
}
