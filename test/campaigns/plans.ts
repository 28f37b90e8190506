import { availableParallelism } from "node:os";
import { BOUNDS, oddPlans, SHARED, WITH_REGIONS } from "../support/odd-plans.ts";
import type { Rehearsed } from "../support/plans-worker.ts";
import { type Checked, checkPlans, rehearsePlans } from "../support/rehearse-plans.ts";
import type { Campaign, Outcome, Say } from "./campaign.ts";

/** Thrown together at random, but always the same ones. */
const PLANS = 200;
/** How the names of plans begin that the sample takes one of. */
const KINDS = ["protocol.", "thrown together", "with regions", "shared", "regions that spend"];

export const plans: Campaign = {
  name: "plans",
  does: "validates odd plans, and runs the mission of each that is valid to its dossier",
  sample: async (say) => {
    const checked = await checkAll();
    return rehearse(checked, sampleOf(checked), say);
  },
  whole: async (say) => {
    const checked = await checkAll();
    return rehearse(
      checked,
      checked.filter(({ valid }) => valid),
      say,
    );
  },
};

/** How every plan of the campaign is validated. */
export function checkAll(): Promise<Checked[]> {
  return checkPlans(oddPlans(PLANS));
}

/** One of each kind. */
export function sampleOf(checked: readonly Checked[]): Checked[] {
  const valid = checked.filter((one) => one.valid);
  return KINDS.flatMap((kind) => {
    const alike = valid.filter(({ name }) => name.startsWith(kind));
    return alike.slice(alike.length >> 1, (alike.length >> 1) + 1);
  });
}

async function rehearse(checked: readonly Checked[], chosen: readonly Checked[], say: Say): Promise<Outcome> {
  say(`${checked.length} plans, ${chosen.length} to run`);
  const done = await rehearsePlans(chosen, availableParallelism(), ({ name, failed, seconds }) =>
    say(`${name}: ${failed ? `${failed.script} failed` : "a dossier"} after ${seconds} s`),
  );
  return {
    counts: countsOf(checked, done),
    failures: done.flatMap(({ name, failed }) =>
      failed ? [`${name}: ${failed.script}: ${failed.said}`] : [],
    ),
  };
}

function countsOf(checked: readonly Checked[], done: readonly Rehearsed[]) {
  const refusals = checked.flatMap(({ errors }) => errors).sort();
  return {
    plans: checked.length,
    valid: checked.filter(({ valid }) => valid).length,
    reachedDossier: done.filter(({ failed }) => failed === null).length,
    protocolFieldsAtBounds: BOUNDS.length,
    withRegions: reachedOf(done, "with regions", WITH_REGIONS),
    shared: reachedOf(done, "shared", SHARED),
    refused: Object.fromEntries(
      [...Map.groupBy(refusals, (code) => code)].map(([code, all]) => [code, all.length]),
    ),
  };
}

function reachedOf(done: readonly Rehearsed[], kind: string, plans: number) {
  const own = done.filter(({ name }) => name.startsWith(kind));
  return { plans, valid: own.length, reachedDossier: own.filter(({ failed }) => failed === null).length };
}
