import { getAddress as checksum } from "ethers/address";
import { id } from "ethers/hash";
import type { CallTrace, TracedCall } from "../../chain/port.ts";
import type { Stated, TokenDifference } from "../../model/decision.ts";
import type { RawLog } from "../../model/raw-receipt.ts";
import type { Read } from "../../model/record.ts";
import type { Views } from "../views.ts";

const TOKEN = "AGIALPHA";
const TRANSFER = id("Transfer(address,address,uint256)");

interface Flow {
  readonly address: string;
  readonly netWei: bigint;
}

/** What traced calls would move of the token, beside what the accounts hold at the block they were tried on. */
export async function tokenDifferences(
  views: Views,
  traces: readonly CallTrace[],
): Promise<Stated<readonly TokenDifference[]>[]> {
  const token = views.book.get(TOKEN).address;
  const flows = traces.map(({ calls }) => (calls.kind === "computed" ? flowsIn(calls.value, token) : []));
  const held = await views.read(flows.flat().map(({ address }) => balanceOf(address)));
  const before = held.values();
  return traces.map(({ calls }, index) => {
    if (calls.kind !== "computed") return { couldNotBeComputed: calls.reason };
    return (flows[index] ?? []).map(({ address, netWei }) => {
      const beforeWei = before.next().value?.[0] as bigint;
      return {
        token: TOKEN,
        account: views.book.at(address)?.name ?? "unknown",
        address,
        before: beforeWei.toString(),
        after: (beforeWei + netWei).toString(),
      };
    });
  });
}

/** Net flows by account, in the order of their first transfer; who ends with what it had is left out. */
function flowsIn(calls: readonly TracedCall[], token: string): Flow[] {
  const net = new Map<string, bigint>();
  const add = (address: string, amountWei: bigint) => net.set(address, (net.get(address) ?? 0n) + amountWei);
  for (const { address, topics, data } of standingLogs(calls)) {
    const [event, from, to] = topics;
    if (event !== TRANSFER || from === undefined || to === undefined || address !== token.toLowerCase())
      continue;
    add(accountIn(from), -BigInt(data));
    add(accountIn(to), BigInt(data));
  }
  return [...net].filter(([, netWei]) => netWei !== 0n).map(([address, netWei]) => ({ address, netWei }));
}

/** What was logged by calls that were not undone, by themselves or by a call around them. */
function standingLogs(calls: readonly TracedCall[]): RawLog[] {
  let undoneFrom = Number.POSITIVE_INFINITY;
  return calls.flatMap(({ depth, reverted, logs }) => {
    if (depth <= undoneFrom) undoneFrom = reverted ? depth : Number.POSITIVE_INFINITY;
    return undoneFrom === Number.POSITIVE_INFINITY ? logs : [];
  });
}

function accountIn(topic: string): string {
  return checksum(`0x${topic.slice(-40)}`);
}

function balanceOf(address: string): Read {
  return { contract: TOKEN, function: "balanceOf", args: [address] };
}
