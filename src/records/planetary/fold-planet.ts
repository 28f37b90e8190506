import type { FileDigest } from "../../model/artefact.ts";
import type { Cast } from "../../model/cast.ts";
import { ROLE } from "../../model/enums.ts";
import type { GlobalRun, RegionBudget } from "../../model/layer-run.ts";
import type { LayeredProject } from "../../model/loaded-project.ts";
import type { Plan } from "../../model/plan.ts";
import type { PlanetaryReadings } from "../../model/planetary-readings.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { AddressBook } from "../address-book.ts";
import { holdersOf } from "../casting.ts";
import { foldRuns } from "../fold-job.ts";
import { budgetsOf } from "./budgets.ts";
import { foldAnchoring } from "./fold-anchoring.ts";
import { foldApprovals } from "./fold-approvals.ts";
import { foldDecisions } from "./fold-decisions.ts";
import { foldEpochs } from "./fold-epochs.ts";
import { foldOpening } from "./fold-opening.ts";
import { foldTreasury } from "./fold-treasury.ts";
import { motionsOf } from "./motions.ts";

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
 * @param records of the run, in the chain's order; later ones do no harm.
 */
export function foldPlanet(
  { project, cast, book, nationalReceipts }: PlanetarySources,
  records: readonly TransactionRecord[],
  readings: PlanetaryReadings,
): GlobalRun {
  const plan = project.planetary;
  const budgets = budgetsOf(book, project);
  return {
    plan,
    cast,
    anchoring: foldAnchoring(nationalReceipts, records, readings.proved),
    ...foldOpening(book, records),
    budgets,
    ...foldBudgeting(plan, cast, budgets, records, readings),
    treasury: foldTreasury(book, cast, records),
    runs: foldRuns(plan.jobs, records, cast),
    epochs: foldEpochs(cast, records),
  };
}

/** The council votes on the budgets; where there is none, the owner sets them. */
function foldBudgeting(
  plan: Plan,
  cast: Cast,
  budgets: readonly RegionBudget[],
  records: readonly TransactionRecord[],
  { shares, sittings }: PlanetaryReadings,
): Pick<GlobalRun, "decisions" | "ownerApprovals"> {
  if (shares === null) return { decisions: [], ownerApprovals: foldApprovals(records) };
  const members = holdersOf(cast.people, ROLE.council).length;
  const motions = motionsOf(plan, budgets, shares.value);
  return { decisions: foldDecisions(plan, members, motions, records, sittings), ownerApprovals: null };
}
