import type { Call } from "../chain/port.ts";
import { OmniError } from "../errors/error.ts";
import { OWNER } from "../errors/owner-errors.ts";
import type { Cast } from "../model/cast.ts";
import type { Address, Hex } from "../model/hex.ts";
import type { OwnerCall, Preview } from "../model/proposal.ts";
import { describeRevert } from "../records/decode.ts";
import { OWNER_SAFE } from "../records/owner-safe.ts";
import { type Views, view } from "./views.ts";

const MANAGER = "AccessManager";
const TIMELOCK = "CouncilTimelock";

/**
 * The delay between scheduling and execution that the chain imposes on the owner for a call; 0 for what it calls at once.
 *
 * @throws OMNI2313 if it may not make it.
 */
export async function ownerDelay(views: Views, { owner }: Cast, call: OwnerCall): Promise<bigint> {
  if (call.open === true || call.contract === OWNER_SAFE) return 0n;
  const [allowed] = await mayCall(views, call, [owner.address]);
  if (allowed?.kind === "at once") return 0n;
  if (allowed?.kind === "delayed") return allowed.delaySeconds;
  throw new OmniError(OWNER.MAY_NOT, { owner: owner.label, call: `${call.contract}.${call.function}` });
}

/**
 * Asks a node, by `eth_call` at the latest block, whether a call of the owner's would be let through. A wait cannot be simulated,
 * so that what is delayed is asked for by the timelock, if that may make it at once: the target's own checks are the real
 * ones. Otherwise there is nobody who could be asked.
 */
export async function previewOwnerCall(views: Views, cast: Cast, call: OwnerCall): Promise<Preview> {
  const delaySeconds = await ownerDelay(views, cast, call);
  const { address: target, type } = views.book.get(call.contract);
  const data = type.abi.encodeFunctionData(call.function, call.args) as Hex;
  const asked = { to: target as Address, data };
  const owner = cast.owner.address;
  const deputy = await deputyOf(views, cast, call);
  const results = await views.chain.calls([
    ...(delaySeconds === 0n ? [] : [scheduling(views, owner, asked)]),
    ...(deputy === null ? [] : [{ ...asked, from: deputy }]),
  ]);
  const said = results.map((result) =>
    result.kind === "returned" ? "accepted" : describeRevert(views.book, result.data),
  );
  return {
    target,
    data,
    delaySeconds,
    schedule: delaySeconds === 0n ? null : (said.shift() ?? ""),
    execution: said[0] ?? null,
  };
}

/** The owner's call of the AccessManager that schedules another for as soon as it may be made. */
export function scheduling({ book }: Views, from: Address, { to, data }: Call): Call {
  const { address, type } = book.get(MANAGER);
  const asSoonAsAllowed = 0;
  const asked = type.abi.encodeFunctionData("schedule", [to, data, asSoonAsAllowed]);
  return { from, to: address as Address, data: asked as Hex };
}

/** @returns who may make a call at once: the owner, or else the timelock; `null` if neither may. */
export async function deputyOf(views: Views, cast: Cast, call: OwnerCall): Promise<Address | null> {
  if ((await ownerDelay(views, cast, call)) === 0n) return cast.owner.address;
  if (!views.book.has(TIMELOCK)) return null;
  const timelock = views.book.get(TIMELOCK).address as Address;
  const [allowed] = await mayCall(views, call, [timelock]);
  return allowed?.kind === "at once" ? timelock : null;
}

type Allowed =
  | { readonly kind: "at once" | "never" }
  | { readonly kind: "delayed"; readonly delaySeconds: bigint };

/** As the AccessManager says of each caller (OpenZeppelin `AccessManager.canCall`). */
async function mayCall(views: Views, call: OwnerCall, callers: readonly string[]): Promise<Allowed[]> {
  const { address, type } = views.book.get(call.contract);
  const selector = type.abi.getFunction(call.function)?.selector;
  const answers = await views.read(
    callers.map((caller) => view(MANAGER, "canCall", caller, address, selector)),
  );
  return answers.map((answer): Allowed => {
    const [atOnce, delaySeconds] = answer as unknown as [boolean, bigint];
    if (atOnce) return { kind: "at once" };
    return delaySeconds === 0n ? { kind: "never" } : { kind: "delayed", delaySeconds };
  });
}
