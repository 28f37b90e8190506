import { max } from "../../economics/fixed-point.ts";
import type { Cast, Person } from "../../model/cast.ts";
import { JUDGING_ROLES } from "../../model/enums.ts";
import { fundingRequests, registration, stakingSteps, syncSteps, tokenSteps } from "../admission.ts";
import type { Driver } from "../driver.ts";

/**
 * Admits those whom the planetary plan adds: people without an identity get one, with gas money, tokens and stakes;
 * people who take part already get the roles that they gain, and stake what this plan asks of them besides. If anybody
 * is to judge, it waits until they may: neither could they stake as validators before, nor vote.
 *
 * @param before the cast that the national layer admitted.
 * @param delaySeconds of judging roles.
 */
export async function admitNewcomers(
  driver: Driver,
  before: Cast,
  after: Cast,
  delaySeconds: number,
): Promise<void> {
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
    ],
  });
  const judges = [...newcomers, ...promoted].filter(({ handle, roles }) => {
    return (roles & ~(known.get(handle)?.roles ?? 0) & JUDGING_ROLES) !== 0;
  });
  const waitSeconds = judges.length > 0 ? BigInt(delaySeconds) : 1n;
  const steps = [
    ...syncSteps(after.registrar, judges.length),
    ...stakingSteps(driver, [...newcomers, ...raised]),
  ];
  await driver.mine({ at: driver.now() + waitSeconds, steps });
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

/** The regions' operators hold no identity and no tokens, but send. */
export async function equipRegionOperators(driver: Driver, cast: Cast): Promise<void> {
  const accounts = cast.regionOperators.map(({ account }) => account);
  if (accounts.length > 0) await driver.send({ transactions: fundingRequests(cast, accounts) });
}
