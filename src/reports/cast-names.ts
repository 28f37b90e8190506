import type { Cast } from "../model/cast.ts";

/** What reports call the accounts of a mission: people by their handles, the others by their labels. */
export function namesOfCast({
  owner,
  treasury,
  employer,
  operator,
  people,
}: Cast): ReadonlyMap<string, string> {
  const accounts = [owner, treasury, employer, operator].map(
    ({ address, label }) => [address, label] as const,
  );
  return new Map([...accounts, ...people.map(({ account, handle }) => [account.address, handle] as const)]);
}
