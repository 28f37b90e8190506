/** Receipts that tell of jobs. */
export const NATIONAL_MISSION = /^localhost\/asi-takeoff\/receipts\/mission\.json$/;
export const PLANETARY_MISSION = /^asi-global\/receipts\/mission\.json$/;
export const COORDINATION = /^omnisovereign\/receipts\/coordination\/[^/]+\.json$/;
/** Receipts that name accounts. */
export const DEPLOYMENTS = /^(localhost\/asi-takeoff|asi-global)\/receipts\/deploy\.json$/;
/** Receipts that tell of money between jurisdictions. */
export const MONEY = /^asi-global\/receipts\/(treasury|rewards)\.json$/;

/** Everything that the grouping by jurisdiction is made of; a pattern is of paths relative to OUT. */
export const MISSION_DOCUMENTS = [NATIONAL_MISSION, PLANETARY_MISSION, COORDINATION, DEPLOYMENTS, MONEY];
