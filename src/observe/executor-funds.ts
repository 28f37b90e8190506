import type { Read } from "../model/record.ts";
import { executorName } from "../records/planetary-settings.ts";
import type { Views } from "./views.ts";

/** The regions whose executors hold or are owed anything; one that spent its budget to the wei has nothing to return. */
export async function holdingRegions(views: Views, regions: readonly string[]): Promise<ReadonlySet<string>> {
  const answers = await views.read(
    regions.flatMap((region): Read[] => {
      const { address } = views.book.get(executorName(region));
      return [
        { contract: "AGIALPHA", function: "balanceOf", args: [address] },
        { contract: "StakeManager", function: "claimOf", args: [address] },
      ];
    }),
  );
  const amounts = answers.map((answer) => answer[0] as bigint);
  return new Set(regions.filter((_, index) => amounts[2 * index] !== 0n || amounts[2 * index + 1] !== 0n));
}
