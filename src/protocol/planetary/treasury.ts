import type { Cast } from "../../model/cast.ts";
import { ROLE } from "../../model/enums.ts";
import type { RegionBudget } from "../../model/layer-run.ts";
import type { LayeredProject } from "../../model/loaded-project.ts";
import type { Read } from "../../model/record.ts";
import type { AddressBook } from "../../records/address-book.ts";
import { holdersOf, signatoriesOf } from "../../records/casting.ts";
import { budgetsOf } from "../../records/planetary/budgets.ts";
import {
  councilThreshold,
  executorName,
  rewardParameters,
  TREASURY,
} from "../../records/planetary-settings.ts";
import type { Driver } from "../driver.ts";
import { supplyOf } from "../supply.ts";
import { attemptForgeries, paymentStep } from "./safe.ts";

/** How many epochs at their cap the reward engine can pay. */
const RESERVED_EPOCHS = 4n;

/** Endows the Safe, tries to rob it, and has it pay the regions' budgets and the reward engine's reserve. */
export async function fundRegions(driver: Driver, cast: Cast, project: LayeredProject): Promise<void> {
  const { book } = driver;
  const owners = signatoriesOf(cast).map(({ account }) => account);
  const endowed = [book.get(TREASURY).address, supplyOf(project).safeWei];
  await driver.mine({
    steps: [{ from: cast.treasury, contract: "AGIALPHA", function: "transfer", args: endowed }],
  });
  const reserveWei = rewardParameters(project.planetary).epochCapWei * RESERVED_EPOCHS;
  const hasCouncil = holdersOf(cast.people, ROLE.council).length > 0;
  const calls = payments(book, budgetsOf(book, project, hasCouncil), reserveWei);
  await attemptForgeries(driver, calls, 0n, owners, cast.operator);
  const signers = owners.slice(0, councilThreshold(owners.length));
  await driver.mine({ steps: [paymentStep(driver, calls, 0n, signers)] });
}

/** The engine refuses to record a reserve of nothing, which a budget of less than a hundred wei comes to. */
function payments(book: AddressBook, budgets: readonly RegionBudget[], reserveWei: bigint): Read[] {
  const recording: Read[] = [{ contract: "RewardEngineMB", function: "recordReserve", args: [] }];
  return [
    ...budgets.flatMap(({ region, executor, paidWei }): Read[] => [
      { contract: "AGIALPHA", function: "approve", args: [executor, paidWei] },
      { contract: executorName(region), function: "fund", args: [paidWei] },
    ]),
    { contract: "AGIALPHA", function: "transfer", args: [book.get("RewardEngineMB").address, reserveWei] },
    ...(reserveWei > 0n ? recording : []),
  ];
}
