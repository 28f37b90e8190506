import { PATHS, patternOf } from "../../model/layout.ts";

/** Receipts that tell of jobs. */
export const NATIONAL_MISSION = patternOf(`${PATHS.nationalReceipts}/mission.json`);
export const PLANETARY_MISSION = patternOf(`${PATHS.planetaryReceipts}/mission.json`);
export const COORDINATION = patternOf(`${PATHS.coordination}/*.json`);
/** Receipts that name accounts. */
export const DEPLOYMENTS = new RegExp(
  `^(${PATHS.nationalReceipts}|${PATHS.planetaryReceipts})/deploy\\.json$`,
);
/** Receipts that tell of money between jurisdictions. */
export const MONEY = new RegExp(`^${PATHS.planetaryReceipts}/(treasury|rewards)\\.json$`);

/** Everything that the grouping by jurisdiction is made of; a pattern is of paths relative to OUT. */
export const MISSION_DOCUMENTS = [NATIONAL_MISSION, PLANETARY_MISSION, COORDINATION, DEPLOYMENTS, MONEY];
