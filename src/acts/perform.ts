import type { BlockRange } from "../model/manifest.ts";
import type { TransactingStage } from "../model/plan.ts";
import { ofForms, receiptPath } from "../model/receipts.ts";
import type { AddressEntry } from "../model/record.ts";
import type { ScriptId } from "../model/scripts.ts";
import type { Driver } from "../protocol/driver.ts";
import { AddressBook } from "../records/address-book.ts";
import { ownReceipt } from "../records/read-receipt.ts";
import { contractType } from "../system/contract-artefacts.ts";
import type { Leavings, Scene, Sending } from "./act.ts";
import { anchorLeft } from "./anchor-left.ts";
import { settleCoordination } from "./coordination.ts";
import type { Left } from "./left.ts";

/** What came of a script that sends. */
export interface Performed {
  readonly leavings: Leavings;
  /** `null` if it mined nothing. */
  readonly blocks: BlockRange | null;
}

/** A script that sends. */
interface Sender {
  readonly id: ScriptId;
  readonly act: Sending;
  /** None unless it is the last of its stage that sends. */
  readonly settles?: TransactingStage | undefined;
}

/**
 * Has a script act; at its end the coordination jobs are settled that are due by then, and what scripts before it have left is
 * anchored, unless there was nothing to send, or it failed.
 */
export async function perform(
  driver: Driver,
  scene: Scene,
  { id, act, settles }: Sender,
): Promise<Performed> {
  const before = driver.block();
  const leavings = await act(driver, scene);
  const settled = settles ? await settleCoordination(driver, scene, settles, leavings.artefacts) : null;
  const failure = leavings.failure ?? settled?.failure ?? null;
  const isDone = failure === null && driver.block() > before;
  const anchored = isDone ? await anchorLeft(driver, scene, { id, before }) : [];
  const last = driver.block();
  return {
    leavings: {
      ...leavings,
      artefacts: new Map([...leavings.artefacts, ...(settled?.artefacts ?? []), ...anchored]),
      failure,
    },
    blocks: last === before ? null : { first: before + 1, last, stateRoot: driver.chain.stateRoot() },
  };
}

/** Deploy receipts, in the order of the stages that leave them. */
const DEPLOY_RECEIPTS = [
  { stage: "takeoff", path: receiptPath("national-deploy") },
  { stage: "global", path: receiptPath("planetary-deploy") },
] as const;

/**
 * Everything deployed by stages before this one.
 *
 * @returns `null` if the takeoff has not run.
 * @throws OMNI2210 if a deploy receipt is none that this version leaves.
 */
export async function readAddressBook(left: Left, stage: string): Promise<AddressBook | null> {
  const earlier = DEPLOY_RECEIPTS.filter((receipt) => receipt.stage !== stage);
  const receipts = await Promise.all(earlier.map(({ path }) => readDeployed(left, path)));
  if (receipts[0] === null) return null;
  return AddressBook.from(
    receipts.flatMap((entries) => entries ?? []),
    contractType,
  );
}

async function readDeployed(left: Left, path: string): Promise<readonly AddressEntry[] | null> {
  const text = await left.text(path);
  if (text === null) return null;
  return ofForms([ownReceipt({ path, text })], "national-deploy", "planetary-deploy").flatMap(
    ({ document }) => document.contracts,
  );
}
