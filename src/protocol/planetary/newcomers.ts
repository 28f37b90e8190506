import { max } from "../../economics/fixed-point.ts";
import type { Cast, Person } from "../../model/cast.ts";
import { fundingRequests, registration, stakingSteps, tokenSteps } from "../admission.ts";
import type { Driver } from "../driver.ts";

/**
 * Admits those whom the planetary plan adds: people without an identity get one, with gas money, tokens and stakes;
 * people who take part already get the roles that they gain, and stake what this plan asks of them besides.
 *
 * @param before the cast that the national layer admitted.
 */
export async function admitNewcomers(driver: Driver, before: Cast, after: Cast): Promise<void> {
  const known = new Map(before.people.map((person) => [person.handle, person]));
  const newcomers = after.people.filter(({ handle }) => !known.has(handle));
  const promoted = after.people.filter(({ handle, roles }) => roles !== (known.get(handle)?.roles ?? roles));
  const raised = after.people.flatMap((person) => raiseOf(known.get(person.handle), person) ?? []);
  if (newcomers.length + promoted.length + raised.length === 0) return;
  const accounts = newcomers.map(({ account }) => account);
  await driver.send({ transactions: fundingRequests(after, accounts) });
  await driver.mine({
    steps: [
      ...tokenSteps(after, [...newcomers, ...raised]),
      ...newcomers.map((person) => registration(after, person)),
      ...promoted.map((person) => promotion(after, person)),
      ...stakingSteps(driver, [...newcomers, ...raised]),
    ],
  });
}

/** @returns what somebody stakes and keeps at hand beyond what it did before, `null` if nobody new or no more */
function raiseOf(before: Person | undefined, after: Person): Person | null {
  if (before === undefined) return null;
  const stakes = after.stakes.flatMap(({ role, amountWei }) => {
    const stakedWei = before.stakes.find((stake) => stake.role === role)?.amountWei ?? 0n;
    return amountWei > stakedWei ? [{ role, amountWei: amountWei - stakedWei }] : [];
  });
  return stakes.length === 0
    ? null
    : { ...after, stakes, spareWei: max(0n, after.spareWei - before.spareWei) };
}

function promotion(cast: Cast, { account, roles }: Person) {
  return {
    from: cast.registrar,
    contract: "IdentityRegistry",
    function: "setRoles",
    args: [account.address, roles],
  };
}
