/**
 * `npm run campaign plans` validates odd plans, always the same ones, runs the mission of each that is valid,
 * and writes the counts to `test/campaigns/plans.json`. It takes some minutes; `npm test` runs a sample of it.
 */
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { BOUNDS, oddPlans, SHARED, WITH_REGIONS } from "../test/support/odd-plans.ts";
import type { Rehearsed } from "../test/support/plans-worker.ts";
import { checkPlans, rehearsePlans } from "../test/support/rehearse-plans.ts";

const PLANS = 200;
const FILE = join(import.meta.dirname, "../test/campaigns/plans.json");

if (process.argv[2] === "plans") process.exitCode = await campaign();
else {
  console.error('There is one campaign: "npm run campaign plans".');
  process.exitCode = 2;
}

async function campaign(): Promise<number> {
  const checked = await checkPlans(oddPlans(PLANS));
  const valid = checked.filter((plan) => plan.valid);
  console.log(`${checked.length} plans, ${valid.length} valid`);
  const done = await rehearsePlans(valid, availableParallelism(), ({ name, failed, seconds }) => {
    console.log(
      `${name}: ${failed ? `${failed.script} failed: ${failed.said}` : "a dossier"} after ${seconds} s`,
    );
  });
  const reached = done.filter(({ failed }) => failed === null).length;
  const refusals = checked.flatMap(({ errors }) => errors).sort();
  const counts = {
    plans: checked.length,
    valid: valid.length,
    reachedDossier: reached,
    protocolFieldsAtBounds: BOUNDS.length,
    withRegions: reachedOf(done, "with regions", WITH_REGIONS),
    shared: reachedOf(done, "shared", SHARED),
    refused: Object.fromEntries(
      [...Map.groupBy(refusals, (code) => code)].map(([code, all]) => [code, all.length]),
    ),
  };
  await writeFile(FILE, `${JSON.stringify(counts, null, 2)}\n`);
  console.log(`${reached} of ${valid.length} valid plans reached a dossier`);
  return reached === valid.length ? 0 : 1;
}

function reachedOf(done: readonly Rehearsed[], kind: string, plans: number) {
  const own = done.filter(({ name }) => name.startsWith(kind));
  return { plans, valid: own.length, reachedDossier: own.filter(({ failed }) => failed === null).length };
}
