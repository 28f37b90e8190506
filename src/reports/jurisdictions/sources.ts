import { patternOf } from "../../model/layout.ts";
import { RECEIPTS, type ReceiptId } from "../../model/receipts.ts";

/** Receipts that tell of jobs. */
export const NATIONAL_MISSION = lying("national-mission");
export const PLANETARY_MISSION = lying("planetary-mission");
export const COORDINATION = lying("coordination");
/** Receipts that name accounts. */
export const DEPLOYMENTS = lying("national-deploy", "planetary-deploy");
/** Receipts that tell of money between jurisdictions. */
export const MONEY = lying("treasury", "rewards");

/** Everything that the grouping by jurisdiction is made of; a pattern is of paths relative to OUT. */
export const MISSION_DOCUMENTS = [NATIONAL_MISSION, PLANETARY_MISSION, COORDINATION, DEPLOYMENTS, MONEY];

/** Where receipts of some forms lie. */
function lying(...ids: readonly ReceiptId[]): RegExp {
  const patterns = ids.flatMap((id) => RECEIPTS[id].paths).map(patternOf);
  return new RegExp(patterns.map(({ source }) => source).join("|"));
}
