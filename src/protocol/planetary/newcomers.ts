import type { TransactionRecord } from "../../model/record.ts";
import { fundingRequests, registration, stakingSteps, tokenSteps } from "../admission.ts";
import type { Cast, Person } from "../cast.ts";
import type { Driver } from "../driver.ts";

/**
 * Admits those whom the planetary plan adds: people without an identity get one, with gas money, tokens and stakes;
 * people who take part already get the roles that they gain.
 *
 * @param before the cast that the national layer admitted.
 */
export async function admitNewcomers(
  driver: Driver,
  before: Cast,
  after: Cast,
): Promise<TransactionRecord[]> {
  const known = new Map(before.people.map((person) => [person.handle, person]));
  const newcomers = after.people.filter(({ handle }) => !known.has(handle));
  const promoted = after.people.filter(({ handle, roles }) => roles !== (known.get(handle)?.roles ?? roles));
  if (newcomers.length + promoted.length === 0) return [];
  return [
    ...(await driver.send({
      transactions: fundingRequests(
        after,
        newcomers.map(({ account }) => account),
      ),
    })),
    ...(await driver.mine({
      steps: [
        ...tokenSteps(after, newcomers),
        ...newcomers.map((person) => registration(after, person)),
        ...promoted.map((person) => promotion(after, person)),
        ...stakingSteps(driver, newcomers),
      ],
    })),
  ];
}

function promotion(cast: Cast, { account, roles }: Person) {
  return {
    from: cast.owner,
    contract: "IdentityRegistry",
    function: "setRoles",
    args: [account.address, roles],
  };
}
