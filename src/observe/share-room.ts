import type { ReadAt, ShareRoom } from "../model/planetary-readings.ts";
import type { ShareReport } from "../model/thermodynamics.ts";
import type { Views } from "./views.ts";

/** Reads the role shares of the next epoch, which delay policies may have moved since the deployment, and their bounds. */
export async function readShareRoom(views: Views): Promise<ReadAt<ShareRoom>> {
  const [next, bounds] = await views.read(
    ["nextRoleShares", "shareBounds"].map((name) => ({
      contract: "IncentivePolicy",
      function: name,
      args: [],
    })),
  );
  const value = { next: sharesOf(next?.[0]), min: sharesOf(bounds?.[0]), max: sharesOf(bounds?.[1]) };
  return { block: views.chain.clock.block, value };
}

export function sharesOf({ agentsBps, validatorsBps, operatorsBps, employersBps }: ShareReport): ShareReport {
  return { agentsBps, validatorsBps, operatorsBps, employersBps };
}
