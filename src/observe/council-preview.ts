import { OmniError } from "../errors/error.ts";
import { THERMODYNAMICS } from "../errors/thermodynamics-errors.ts";
import type { Cast } from "../model/cast.ts";
import type { Hex } from "../model/hex.ts";
import type { CouncilCall, Preview } from "../model/proposal.ts";
import { describeRevert } from "../records/decode.ts";
import { ROLE_IDS } from "../records/roles.ts";
import type { Views } from "./views.ts";

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
 * the execution is asked for by the owner as administrator, who puts the function under its own role and executes it in
 * the same simulated call: the target's own checks are the real ones.
 */
export async function previewCouncilCall(views: Views, cast: Cast, call: CouncilCall): Promise<Preview> {
  const delaySeconds = await councilDelay(views, cast);
  const manager = views.book.get("AccessManager");
  const target = views.book.get(call.contract);
  const data = target.type.abi.encodeFunctionData(call.function, call.args) as Hex;
  const encode = (name: string, ...args: unknown[]) => manager.type.abi.encodeFunctionData(name, args) as Hex;
  const selectors = [data.slice(0, 10)];
  const requests = [
    encode("schedule", target.address, data, 0),
    encode("multicall", [
      encode("setTargetFunctionRole", target.address, selectors, ROLE_IDS.ADMIN),
      encode("execute", target.address, data),
    ]),
  ];
  const [schedule = "", execution = ""] = (
    await views.chain.calls(
      requests.map((request) => ({
        from: cast.owner.address,
        to: manager.address as Hex,
        data: request,
      })),
    )
  ).map((result) => (result.kind === "returned" ? "accepted" : describeRevert(views.book, result.data)));
  return { target: target.address, data, delaySeconds, schedule, execution };
}
