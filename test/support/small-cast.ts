import { accountOf, LOCAL_ACCOUNTS } from "../../src/chain/accounts.ts";
import type { Cast, Person } from "../../src/model/cast.ts";
import { ROLE } from "../../src/model/enums.ts";
import { regionOperator } from "../../src/model/regions.ts";

/** Somebody without roles and stakes, but for what is said. */
export function person(handle: string, said: Partial<Person> = {}): Person {
  return { handle, account: accountOf(handle), roles: 0, stakes: [], spareWei: 0n, ...said };
}

/** Whoever governs, and these people; the employer and the operator are two of them. Two regions have operators. */
export function castWith(...people: readonly Person[]): Cast {
  const employer = person("employer", { roles: ROLE.employer });
  const operator = person("operator", { roles: ROLE.operator });
  return {
    chainId: LOCAL_ACCOUNTS.chainId,
    deployer: LOCAL_ACCOUNTS.deployer,
    owner: accountOf("owner"),
    guardian: accountOf("guardian"),
    treasury: accountOf("treasury"),
    employer: employer.account,
    operator: operator.account,
    registrar: accountOf("registrar"),
    regionOperators: ["NORTH", "SOUTH"].map((region) => ({
      region,
      account: accountOf(regionOperator(region)),
    })),
    people: [employer, operator, ...people],
    accountOf,
  };
}
