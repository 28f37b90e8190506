import { Interface } from "ethers/abi";
import type { Account } from "../model/cast.ts";
import { executionDelayOf } from "../records/settings.ts";
import type { MissionLane } from "./driver.ts";

const RULING = new Interface(["function ruleByOwner(uint256 jobId, uint8 outcome)"]);

/**
 * Decides a dispute that has no jury: the owner schedules the ruling with the AccessManager, waits out the arbiter's
 * delay, and rules.
 *
 * @param ruling.module address of the DisputeModule.
 * @param ruling.outcome 1 approves the work, 2 rejects it.
 */
export async function ruleByOwner(
  lane: MissionLane,
  owner: Account,
  ruling: { readonly jobId: bigint; readonly module: string; readonly outcome: number },
): Promise<void> {
  const call = { contract: "DisputeModule", function: "ruleByOwner", args: [ruling.jobId, ruling.outcome] };
  const data = RULING.encodeFunctionData(call.function, call.args);
  const asSoonAsAllowed = 0;
  await lane.send([
    {
      from: owner,
      contract: "AccessManager",
      function: "schedule",
      args: [ruling.module, data, asSoonAsAllowed],
    },
  ]);
  await lane.until(lane.now() + BigInt(executionDelayOf("ARBITER")));
  await lane.send([{ from: owner, ...call }]);
}
