import type { GlobalRun } from "../../model/layer-run.ts";
import { toJson } from "../../support/json.ts";

/**
 * The planetary layer's energies: what the engine settled for each epoch, and each region's simulated telemetry. WAD or
 * wei as the names say.
 */
export function globalThermodynamics({ plan, runs, epochs }: GlobalRun): string {
  return toJson({
    format: "omnisovereign-thermodynamics/1",
    layer: "planetary",
    plan: { path: plan.path, sha256: plan.sha256 },
    epochs: epochs.map(({ epoch, simulated, formula, parts, settlement, roles, allocations }) => ({
      epoch,
      telemetry: { simulated, formula },
      parts,
      settlement,
      roles,
      allocations,
    })),
    jobs: runs.map(({ job }) => ({
      id: job.id,
      region: job.region,
      energyBudgetWad: job.energyBudgetWad,
      expectedEntropyWad: job.expectedEntropyWad,
    })),
  });
}
