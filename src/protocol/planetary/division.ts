import type { Account, Cast } from "../../model/cast.ts";
import { ROLE } from "../../model/enums.ts";
import type { Plan } from "../../model/plan.ts";
import { holdersOf } from "../../records/casting.ts";
import { uintArg } from "../../records/events.ts";
import type { Pot } from "../../records/planetary/pots.ts";
import { DIVISION } from "../../records/planetary-settings.ts";
import type { Driver, Step } from "../driver.ts";

/** Of a vote for, or an approval of, as many regions as share a pot. */
const GAS_LIMIT = 5_000_000n;

/**
 * Divides the pots that the council has opened, in their order: every member votes, and once the window is over somebody
 * who has no vote has them divided.
 */
export async function dividePots(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  pots: readonly Pot[],
): Promise<void> {
  const members = holdersOf(cast.people, ROLE.council).map(({ account }) => account);
  const ids = openedIn(driver);
  const votingAt = driver.now() + 1n;
  const votes = pots.flatMap((pot, index) => ballots(members, ids[index] as bigint, pot));
  await driver.mine({ at: votingAt, steps: votes });
  // A vote that makes the quorum leaves a voting period at the most.
  const overAt = votingAt + BigInt(plan.protocol.windows.votingPeriodSeconds) + 1n;
  await driver.mine({ at: overAt, steps: ids.map((id) => division(cast.operator, "conclude", id)) });
}

function openedIn({ records }: Driver): bigint[] {
  return records
    .flatMap(({ events }) => events)
    .filter(({ contract, name }) => contract === DIVISION && name === "DivisionOpened")
    .map(({ args }) => uintArg(args, "divisionId"));
}

function ballots(members: readonly Account[], id: bigint, { votesEach }: Pot): Step[] {
  return members.map((member) => division(member, "vote", id, votesEach));
}

function division(from: Account, name: string, ...args: unknown[]): Step {
  return { from, contract: DIVISION, function: name, args, gasLimit: GAS_LIMIT };
}
