import type { Cast } from "../model/cast.ts";
import { ALL_ROLE_IDS, operatorRole, operatorRoleId } from "./planetary-roles.ts";

/** The numbers of both layers' roles, and of each region's operator, by their labels. */
export function roleIds({ regionOperators }: Cast): ReadonlyMap<string, bigint> {
  return new Map([
    ...Object.entries(ALL_ROLE_IDS),
    ...regionOperators.map(({ region }) => [operatorRole(region), operatorRoleId(region)] as const),
  ]);
}
