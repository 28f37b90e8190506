import { keccak256 } from "ethers/crypto";
import type { Cast } from "../model/cast.ts";
import { ROLE } from "../model/enums.ts";
import type { Address, Hex } from "../model/hex.ts";
import type { PackedCall, PackedChange, PackedSafe } from "../model/packed-change.ts";
import type { Proposal } from "../model/proposal.ts";
import { decodeCall } from "../records/decode.ts";
import { OWNER_SAFE } from "../records/owner-safe.ts";
import { deputyOf, ownerDelay, scheduling } from "./call-preview.ts";
import { preflight } from "./council/preflight.ts";
import { Names } from "./owner/names.ts";
import { type TracingViews, view } from "./views.ts";

const GOVERNOR = "QuadraticGovernor";
const TIMELOCK = "CouncilTimelock";

/** Reads all that signers of a change have to see: calls, what they change, what runs, and who signs. */
export async function readChange(
  views: TracingViews,
  cast: Cast,
  proposals: readonly Proposal[],
): Promise<PackedChange> {
  const { chain } = views;
  const calls: PackedCall[] = [];
  const deputies: (Address | null)[] = [];
  for (const proposal of proposals) {
    const deputy = await deputyOf(views, cast, proposal.call);
    deputies.push(deputy);
    calls.push(await readCall(views, cast, proposal, deputy));
  }
  const council = views.book.has(TIMELOCK) ? views.book.get(TIMELOCK).address : null;
  const byCouncil = council !== null && deputies.every((deputy) => deputy === council);
  return {
    chainId: chain.chainId,
    block: chain.clock.block,
    timestamp: Number(chain.clock.now),
    stateRoot: chain.stateRoot(),
    safe: await readSafe(views, cast),
    calls,
    council: byCouncil ? councilOf(views, cast) : null,
  };
}

async function readCall(
  views: TracingViews,
  cast: Cast,
  { call, effects }: Proposal,
  deputy: Address | null,
): Promise<PackedCall> {
  const { address, type } = views.book.get(call.contract);
  const data = type.abi.encodeFunctionData(call.function, call.args) as Hex;
  const delaySeconds = await ownerDelay(views, cast, call);
  const asked = scheduling(views, cast.owner.address, { to: address as Address, data });
  const [code = "0x"] = await views.chain.codesOf([address]);
  const [tried = null] = deputy === null ? [] : await preflight(views, [call], deputy);
  return {
    contract: call.contract,
    address,
    function: call.function,
    args: decodeCall(views.book.at(address), data).args,
    data,
    schedule:
      delaySeconds === 0n
        ? null
        : { address: asked.to, data: asked.data, delaySeconds: delaySeconds.toString() },
    effects,
    codeHash: keccak256(code),
    tried,
  };
}

async function readSafe(views: TracingViews, cast: Cast): Promise<PackedSafe> {
  const [nonce, threshold, owners] = await views.read(
    ["nonce", "getThreshold", "getOwners"].map((name) => view(OWNER_SAFE, name)),
  );
  const names = new Names(views.book, cast);
  const signers = [...(owners?.[0] as Iterable<string>)].map((address) => ({
    name: names.of(address),
    address,
  }));
  const { address } = views.book.get(OWNER_SAFE);
  return { address, nonce: String(nonce?.[0]), threshold: Number(threshold?.[0]), signers };
}

/** The first who may propose, in the order of the plan. */
function councilOf({ book }: TracingViews, { people }: Cast): PackedChange["council"] {
  const proposer = people.find(({ roles }) => (roles & ROLE.council) !== 0);
  if (proposer === undefined) return null;
  return { governor: book.get(GOVERNOR).address, proposer: proposer.account.address };
}
