import type { Account, Cast } from "../model/cast.ts";
import type { RoleName } from "./roles.ts";

/** People who hold roles on the national layer; ADMIN comes last, because granting the others needs it. */
export function grantsToPeople({ owner, guardian, operator }: Cast): {
  readonly role: RoleName;
  readonly account: Account;
}[] {
  return [
    { role: "GUARDIAN", account: guardian },
    { role: "OPERATOR", account: operator },
    { role: "REGISTRAR", account: owner },
    { role: "COUNCIL", account: owner },
    { role: "ARBITER", account: owner },
    { role: "ADMIN", account: owner },
  ];
}
