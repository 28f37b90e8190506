import { SCRIPTS } from "../../model/scripts.ts";
import { UPDATE_FLAGS, UPDATE_INSTEAD } from "../by-hand.ts";
import { runScript } from "../script.ts";
import { changeRoles } from "./change-roles.ts";

await runScript(
  {
    stage: SCRIPTS.ownerRoles.stage,
    script: SCRIPTS.ownerRoles.name,
    does: "Shows what granting or revoking a role, or cancelling what is scheduled, would change; sends it with --execute.",
    flags: {
      ...UPDATE_FLAGS,
      grant: { value: "role", says: "give a role, such as OPERATOR, to --to" },
      to: { value: "account", says: "whom: a name of the plan or an address" },
      delay: { value: "seconds", says: "between scheduling and making a call", otherwise: "0" },
      revoke: { value: "role", says: "take a role from --from" },
      from: { value: "account", says: "from whom" },
      cancel: { value: "operation", says: "cancel what the AccessManager has scheduled, by its id" },
    },
    instead: UPDATE_INSTEAD,
  },
  changeRoles,
);
