import type { DrillStep } from "../../../model/drill-definition.ts";
import { PLANETARY_FUNCTIONS } from "../../planetary-roles.ts";
import { RESTRICTED_FUNCTIONS, ROLES } from "../../roles.ts";
import { calledBy } from "./called.ts";

/** Of all functions that need one, whatever layer they are of: the role. */
const ROLES_NEEDED = [
  ...RESTRICTED_FUNCTIONS,
  ...PLANETARY_FUNCTIONS.flatMap(({ contract, role, signatures }) =>
    signatures.map((signature) => ({ contract, signature, role })),
  ),
];

/** Seconds from scheduling a step's call until it may be made: only what the owner holds has a delay. */
export function delayOf(step: DrillStep): number {
  const call = step.as === "owner" ? calledBy(step) : null;
  if (call === null) return 0;
  const [contract] = call.contract.split(" ");
  const needed = ROLES_NEEDED.find(
    (each) => each.contract === contract && each.signature.startsWith(`${call.function}(`),
  );
  return ROLES.find(({ role }) => role === needed?.role)?.executionDelaySeconds ?? 0;
}
