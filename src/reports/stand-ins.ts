import type { Cast } from "../model/cast.ts";
import { playedBy, standInsOf } from "../records/casting.ts";
import { code, heading, table } from "../render/markdown.ts";

/** Who plays the addresses that a plan names, as far as it names any. */
export function standInSection(cast: Cast): string[] {
  const accounts = standInsOf(cast);
  if (accounts.length === 0) return [];
  return [
    heading(2, "Stand-ins"),
    "The plan names these by address. Nobody here holds their keys, so that in this rehearsal a local account stands in for each; nothing was done by the address itself.\n",
    table(
      [{ title: "Address in the plan" }, { title: "Stand-in account" }],
      accounts.map((account) => [code(playedBy(account) ?? ""), code(account.address)]),
    ),
  ];
}
