import { CHAIN } from "../../errors/chain-errors.ts";
import { codeOf, OmniError } from "../../errors/error.ts";
import { blockCall, fetchBlock, readBlock } from "../block.ts";
import type { Journal } from "../journal/journal.ts";
import { type Rpc, resultOf } from "../rpc.ts";
import type { Observation } from "./decide.ts";

/** Looks at a node and compares its blocks with the journal's. Never throws for what the node does. */
export async function observe(rpc: Rpc, journal: Journal): Promise<Observation> {
  try {
    return await observeChain(rpc, journal);
  } catch (error) {
    if (!(error instanceof OmniError)) throw error;
    if (error.code === codeOf(CHAIN.UNREACHABLE)) return { kind: "silent", error };
    return { kind: "foreign", error: withNodeNamed(error, rpc.origin) };
  }
}

/** What a node cannot say of its first blocks is a matter of the node, not of the call. */
function withNodeNamed(error: OmniError, url: string): OmniError {
  if (error.code !== codeOf(CHAIN.REQUEST_REFUSED)) return error;
  return new OmniError(CHAIN.NOT_ETHEREUM, { url, problem: error.message }, { cause: error });
}

async function observeChain(rpc: Rpc, journal: Journal): Promise<Observation> {
  const calls = [["eth_chainId"], blockCall(0), blockCall("latest")] as const;
  const [chainId, genesis, latest] = await rpc.batch(calls);
  const first = readBlock(0, genesis);
  const last = readBlock("latest", latest);
  if (!first || !last) {
    throw new OmniError(CHAIN.REQUEST_REFUSED, { method: calls[1][0], reason: "it has no first block" });
  }
  const highest = Math.min(last.number, journal.blocks.length);
  return {
    kind: "chain",
    chainId: Number(resultOf(calls[0], chainId)),
    genesisHash: first.hash,
    latest: last.number,
    common: first.hash === journal.header.genesis.hash ? await lastCommon(rpc, journal, highest) : 0,
  };
}

/** A hash commits to all blocks before it, so the usual case is one look, and the other a bisection. */
async function lastCommon(rpc: Rpc, journal: Journal, highest: number): Promise<number> {
  const agrees = async (number: number) =>
    number === 0 || (await fetchBlock(rpc, number))?.hash === journal.blocks[number - 1]?.hash;
  if (await agrees(highest)) return highest;
  let [same, other] = [0, highest];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (await agrees(middle)) same = middle;
    else other = middle;
  }
  return same;
}
