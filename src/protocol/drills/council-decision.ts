import { AbiCoder } from "ethers/abi";
import { id } from "ethers/hash";
import type { Account } from "../../model/cast.ts";
import type { DrillStep } from "../../model/drill-definition.ts";
import { numberOf, ROLE, VOTE_TYPES } from "../../model/enums.ts";
import type { Read, TransactionRecord } from "../../model/record.ts";
import { DAY_SECONDS } from "../../model/units.ts";
import { holdersOf } from "../../records/casting.ts";
import { DECISION_BLOCKS } from "../../records/drills/own/outline.ts";
import type { OwnScene } from "../../records/drills/own/own-scene.ts";
import { eventOf, uintArg } from "../../records/events.ts";
import { votesEachOf } from "../../records/planetary/ballots.ts";
import { describeProposal } from "../../records/planetary/description.ts";
import type { Driver, Step } from "../driver.ts";
import { type Proposed, putCalls } from "../planetary/proposed.ts";

/** A call as the governor takes it, and who votes on it. */
interface Put extends Proposed {
  readonly members: readonly Account[];
  readonly proposer: Account;
}

/**
 * Has the council propose a call, vote on it with one voice, queue and execute it: in as many blocks as that always takes, also
 * where it comes to nothing.
 *
 * @param call `null` for one whose values do not fit the function: then the blocks are empty.
 */
export async function decideInDrill(
  driver: Driver,
  scene: OwnScene,
  step: DrillStep,
  call: Read | null,
): Promise<void> {
  const put = call === null ? null : putToVote(driver, scene, call);
  if (put === null) {
    for (let block = 0; block < DECISION_BLOCKS; block += 1) await driver.mine({ steps: [] });
    return;
  }
  const { plan } = scene;
  const { votingDelaySeconds, votingPeriodSeconds } = plan.protocol.windows;
  const proposed = await driver.mine({ steps: [governor(put, "propose", put.description)] });
  const votingAt = driver.now() + BigInt(votingDelaySeconds) + 1n;
  await driver.mine({ at: votingAt, steps: votesOn(put, proposed, step, votesEachOf(plan)) });
  // A late swing prolongs the vote by less than a day.
  const overAt = votingAt + BigInt(votingPeriodSeconds + DAY_SECONDS);
  await driver.mine({ at: overAt, steps: [governor(put, "queue", id(put.description))] });
  const readyAt = overAt + BigInt(Math.max(1, plan.governance.quadraticVoting.executionDelaySeconds));
  await driver.mine({ at: readyAt, steps: [governor(put, "execute", id(put.description))] });
}

/** @returns `null` where there is no council. */
function putToVote(driver: Driver, scene: OwnScene, call: Read): Put | null {
  const members = holdersOf(scene.cast.people, ROLE.council).map(({ account }) => account);
  const [proposer] = members;
  if (proposer === undefined) return null;
  // A drill may have the same decided twice.
  const title = `drill ${scene.id}, after block ${driver.block()}`;
  return { members, proposer, ...putCalls(driver, [call], describeProposal(title, proposer.address)) };
}

/** All members, with all that the allowance of a ballot pays for; nobody on what could not be proposed. */
function votesOn(
  { members }: Put,
  [proposed]: readonly TransactionRecord[],
  { with: { votes = "for" } }: DrillStep,
  votesEach: number,
): Step[] {
  if (proposed?.status !== "success") return [];
  const proposalId = uintArg(eventOf(proposed, "ProposalCreated").args, "proposalId");
  const params = AbiCoder.defaultAbiCoder().encode(["uint256"], [votesEach]);
  const support = numberOf(VOTE_TYPES, votes === "against" ? "against" : "for");
  return members.map((from) => ({
    from,
    contract: "QuadraticGovernor",
    function: "castVoteWithReasonAndParams",
    args: [proposalId, support, "", params],
    expect: "either",
  }));
}

/** @param described the description, or its hash. */
function governor({ proposer, targets, values, calldatas }: Put, name: string, described: string): Step {
  const args = [targets, values, calldatas, described];
  return { from: proposer, contract: "QuadraticGovernor", function: name, args, expect: "either" };
}
