import { PLAN } from "../../errors/plan-errors.ts";
import type { Draft } from "../check-shape.ts";
import { mistypedAddress } from "../checksum.ts";
import { fieldName, type Path } from "../plan-finding.ts";
import { present, type Rule } from "./context.ts";

/** An address with letters of both cases says by them whether it is mistyped. */
export const addressesAreTyped: Rule = (draft, { report, textAt }) => {
  for (const path of handlePaths(draft)) {
    // The draft has addresses in lower case.
    const address = textAt(path).slice(1, -1);
    const checksummed = mistypedAddress(address);
    if (checksummed !== null) {
      report(PLAN.MISTYPED_ADDRESS, { field: fieldName(path), address, checksummed }, path);
    }
  }
};

/** Where a plan names somebody. */
function handlePaths({ governance, participants }: Draft): Path[] {
  const { council, agents, validators } = participants ?? {};
  const lists = Object.entries({ council, agents, validators });
  return [
    ...["owner", "pauseAuthority", "treasury"].map((name) => ["governance", name]),
    ...present(governance?.ownerSafe?.signers).map(([index]) => [
      "governance",
      "ownerSafe",
      "signers",
      index,
    ]),
    ["governance", "quadraticVoting", "timelock"],
    ["participants", "metaOrchestrator", "handle"],
    ...lists.flatMap(([name, list]) =>
      present<unknown>(list).map(([index]) => ["participants", name, index, "handle"]),
    ),
  ];
}
