import { seatLockWei } from "../../economics/seats.ts";
import { part } from "../../economics/shares.ts";
import { ROLE } from "../../model/enums.ts";
import { view } from "../../observe/views.ts";
import { personAt } from "../../records/casting.ts";
import { DRAW_DOMAIN, headerIn, seedOf } from "../../records/draws.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { eventOf, uintArg } from "../../records/events.ts";
import { costTerms } from "../../records/job-request.ts";
import { untilActive } from "../active-time.ts";
import type { Driver, MissionLane, Step } from "../driver.ts";

/**
 * Has the first of those whom the seed draws take out what keeps its last seat from being funded. The seed is known before
 * anybody calls the draw, and stake leaves once its time is over: what it weighed when the work was handed in still draws.
 */
export async function takeSeatOut(
  lane: MissionLane,
  driver: Driver,
  scene: DrillScene,
  jobId: bigint,
): Promise<void> {
  const [member] = await drawnOf(lane, driver, scene, jobId);
  if (member === undefined) return;
  const { cast, plan, job } = scene;
  const worthWei = job.rewardWei + part(job.rewardWei, job.validatorBonusBps);
  const lockWei = BigInt(member.seats) * seatLockWei(worthWei, costTerms(plan));
  const [answer] = await lane.read([view("StakeManager", "positionOf", member.account, ROLE.validator)]);
  const { staked, locked } = answer?.[0] as { readonly staked: bigint; readonly locked: bigint };
  const amountWei = staked - locked - (lockWei - 1n);
  if (amountWei <= 0n) return;
  const from = personAt(cast, member.account).account;
  const stake = (name: string, ...args: unknown[]): Step => {
    return { from, contract: "StakeManager", function: name, args: [ROLE.validator, ...args] };
  };
  const [leaving] = await lane.send([stake("requestUnbonding", amountWei)]);
  await untilActive(lane, uintArg(eventOf(leaving, "UnbondingStarted").args, "maturesAt"));
  await lane.send([stake("withdraw")]);
}

/** Whom the pool will draw for the job's first round. */
async function drawnOf(lane: MissionLane, driver: Driver, { cast, plan, job }: DrillScene, jobId: bigint) {
  const [pending] = await lane.read([view("ValidationModule", "roundOf", jobId)]);
  const { seedBlock, frozenAt } = pending?.[0] as { readonly seedBlock: bigint; readonly frozenAt: bigint };
  const { prevrandao, second } = headerIn(await lane.headerOf(Number(seedBlock)), seedBlock);
  const module = driver.book.get("ValidationModule").address;
  const parties = [cast.employer, cast.accountOf(job.agent), cast.operator];
  const request = {
    role: ROLE.validator,
    seed: seedOf({ domain: DRAW_DOMAIN, chainId: cast.chainId, module, jobId, place: 1n }, prevrandao),
    timepoint: frozenAt,
    // The seed block may be the latest one, whose second is not over for a view.
    heldAt: second - 1n,
    seats: plan.protocol.committee.size,
    excluded: parties.map(({ address }) => address),
  };
  const [drawn] = await lane.read([view("SortitionPool", "draw", request)]);
  const { members, seats } = drawn as unknown as Record<"members" | "seats", readonly unknown[]>;
  return members.map((account, index) => ({ account: String(account), seats: Number(seats[index]) }));
}
