import { textArg } from "../../records/events.ts";
import { ROLE_IDS, ROLES, type RoleName } from "../../records/roles.ts";
import { view } from "../views.ts";
import type { ParameterSource } from "./parameter-source.ts";

const MANAGER = "AccessManager";

/** Who can cancel what holders of a role have scheduled, and who grants it, by the ids of roles; those of ADMIN are fixed. */
export function roleParameters(): ParameterSource[] {
  return ROLES.filter(({ role }) => role !== "ADMIN").flatMap(
    ({ role, guardian = "ADMIN", admin = "ADMIN" }) => [
      parameter(role, "guardian", guardian),
      parameter(role, "admin", admin),
    ],
  );
}

function parameter(role: RoleName, what: "guardian" | "admin", planned: RoleName): ParameterSource {
  const Name = what === "guardian" ? "Guardian" : "Admin";
  return {
    contract: MANAGER,
    name: `${what} of ${role}`,
    view: view(MANAGER, `getRole${Name}`, ROLE_IDS[role]),
    planned: ROLE_IDS[planned],
    change: {
      event: `Role${Name}Changed`,
      by: `setRole${Name}`,
      after: what,
      concerns: ({ args }) => textArg(args, "roleId") === String(ROLE_IDS[role]),
    },
  };
}
