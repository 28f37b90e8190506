import { PROPOSAL_STATES, wordOf } from "../../model/enums.ts";
import type { ReadAt, Tally } from "../../model/planetary-readings.ts";
import type { Read } from "../../model/record.ts";
import type { Views } from "../views.ts";

/** Reads how the votes on proposals stand at the latest block. */
export async function readTallies(
  views: Views,
  proposalIds: readonly bigint[],
): Promise<ReadAt<readonly Tally[]>> {
  const of = (name: string) => proposalIds.map((proposalId) => view(name, proposalId));
  const snapshots = await views.read(of("proposalSnapshot"));
  const quorums = await views.read(snapshots.map((snapshot) => view("quorum", snapshot[0])));
  const states = await views.read(of("state"));
  const value = (await views.read(of("proposalVotes"))).map((count, index) => ({
    votes: { against: String(count[0]), for: String(count[1]), abstain: String(count[2]) },
    quorum: String(quorums[index]?.[0]),
    state: wordOf(PROPOSAL_STATES, states[index]?.[0]) ?? "unknown",
  }));
  return { block: views.chain.clock.block, value };
}

function view(name: string, ...args: unknown[]): Read {
  return { contract: "QuadraticGovernor", function: name, args };
}
