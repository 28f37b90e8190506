import type { Account, Cast } from "../../model/cast.ts";
import { executorName } from "../../records/planetary-settings.ts";
import type { Poster } from "../lifecycle.ts";

/** Who calls a region's executor: nobody but its own operator may. */
export function regionalPoster({ regionOperators }: Cast, region: string): Poster {
  const own = regionOperators.find((each) => each.region === region);
  return { from: own?.account as Account, contract: executorName(region) };
}
