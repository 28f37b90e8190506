/** Why a layer has less than others, as receipts and reports say it. */

/** Of a nation: why a takeoff settles nothing. */
export const NO_NATIONAL_JOBS =
  "every job of the plan names a region, so that the nation has none of its own";

/** Of a mission that could have a planetary layer. */
export const NO_REGIONAL_JOBS =
  "The plan names regions, but none of its jobs does: there is no planetary layer.";

/** Of a planet: why nothing was voted on. */
export const NO_VOTE = "the mission has no council, so the owner set the budgets of the regions";
