import type { ReadAt, ShareRoom } from "../model/planetary-readings.ts";
import type { ShareReport } from "../model/thermodynamics.ts";
import type { Views } from "./views.ts";

/** Reads the governed role shares, which delay policies leave alone, and their bounds. */
export async function readShareRoom(views: Views): Promise<ReadAt<ShareRoom>> {
  const [governed, bounds] = await views.read(
    ["governedShares", "shareBounds"].map((name) => ({
      contract: "IncentivePolicy",
      function: name,
      args: [],
    })),
  );
  const value = { governed: sharesOf(governed?.[0]), min: sharesOf(bounds?.[0]), max: sharesOf(bounds?.[1]) };
  return { block: views.chain.clock.block, value };
}

export function sharesOf({ agentsBps, validatorsBps, operatorsBps, employersBps }: ShareReport): ShareReport {
  return { agentsBps, validatorsBps, operatorsBps, employersBps };
}
