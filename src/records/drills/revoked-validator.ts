import type { Cast, Person } from "../../model/cast.ts";
import { ROLE } from "../../model/enums.ts";
import { holdersOf } from "../casting.ts";

/** Whom the revocation drill revokes, and what it leaves them meanwhile. */
export interface RevokedValidator {
  readonly person: Person;
  readonly remainingRoles: number;
}

/** The last of the validators: any of them would do, and every mission has some. */
export function revokedValidator({ people }: Cast): RevokedValidator {
  const person = holdersOf(people, ROLE.validator).at(-1);
  if (person === undefined) throw new Error("a mission without validators was admitted");
  return { person, remainingRoles: person.roles & ~ROLE.validator };
}
