import type { Account } from "../../../model/cast.ts";
import type { AddressEntry, Read } from "../../../model/record.ts";
import { guardedCalls } from "../guarded-calls.ts";
import type { OwnScene } from "./own-scene.ts";

/** Calls that go into a block together. */
export const FULL_BLOCK = 20;

/** Those of the guarded calls that somebody with a key makes. */
export function guardedSteps(
  { cast, terms }: Pick<OwnScene, "cast" | "terms">,
  contracts: readonly AddressEntry[],
): (Read & { readonly from: Account })[] {
  return guardedCalls(contracts, cast, terms).flatMap(({ from, ...read }) =>
    "contract" in from ? [] : [{ ...read, from }],
  );
}
