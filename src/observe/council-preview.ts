import type { Call } from "../chain/port.ts";
import { OmniError } from "../errors/error.ts";
import { THERMODYNAMICS } from "../errors/thermodynamics-errors.ts";
import type { Cast } from "../model/cast.ts";
import type { Hex } from "../model/hex.ts";
import type { CouncilCall, Preview } from "../model/proposal.ts";
import { describeRevert } from "../records/decode.ts";
import { ROLE_IDS } from "../records/roles.ts";
import type { Views } from "./views.ts";

const TIMELOCK = "CouncilTimelock";

/**
 * The delay between scheduling and execution that the chain imposes on the owner as a holder of the council's role.
 *
 * @throws OMNI2501 if the owner does not hold it.
 */
export async function councilDelay(views: Views, { owner }: Cast): Promise<bigint> {
  const [answer] = await views.read([
    { contract: "AccessManager", function: "hasRole", args: [ROLE_IDS.COUNCIL, owner.address] },
  ]);
  if (!answer?.[0]) throw new OmniError(THERMODYNAMICS.NO_COUNCIL_ROLE, { owner: owner.label });
  return answer[1] as bigint;
}

/**
 * Asks a node, by `eth_call` at the latest block, whether the call would be let through. The wait cannot be simulated, so
 * the execution is asked for by the timelock, which holds the role without a delay: the target's own checks are the real
 * ones. A nation without one has nobody who could be asked.
 */
export async function previewCouncilCall(views: Views, cast: Cast, call: CouncilCall): Promise<Preview> {
  const delaySeconds = await councilDelay(views, cast);
  const manager = views.book.get("AccessManager");
  const target = views.book.get(call.contract);
  const data = target.type.abi.encodeFunctionData(call.function, call.args) as Hex;
  const asked = manager.type.abi.encodeFunctionData("schedule", [target.address, data, 0]) as Hex;
  const calls: Call[] = [
    { from: cast.owner.address, to: manager.address as Hex, data: asked },
    ...(views.book.has(TIMELOCK)
      ? [{ from: views.book.get(TIMELOCK).address as Hex, to: target.address as Hex, data }]
      : []),
  ];
  const [schedule = "", execution = null] = (await views.chain.calls(calls)).map((result) =>
    result.kind === "returned" ? "accepted" : describeRevert(views.book, result.data),
  );
  return { target: target.address, data, delaySeconds, schedule, execution };
}
