import type { Account, Cast } from "../model/cast.ts";
import type { RoleName } from "./roles.ts";

/** People who hold roles on the national layer; ADMIN comes last, because granting the others needs it. */
export function grantsToPeople({ owner, guardian, operator, registrar }: Cast): {
  readonly role: RoleName;
  readonly account: Account;
}[] {
  return [
    { role: "GUARDIAN", account: guardian },
    { role: "OPERATOR", account: operator },
    // It anchors what stands when all is done.
    { role: "OPERATOR", account: owner },
    { role: "REGISTRAR", account: registrar },
    { role: "COUNCIL", account: owner },
    { role: "ARBITER", account: owner },
    { role: "PAUSER", account: owner },
    { role: "WIRING", account: owner },
    { role: "ADMIN", account: owner },
  ];
}
