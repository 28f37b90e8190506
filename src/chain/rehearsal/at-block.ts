import { callAt } from "../call.ts";
import type { Journal } from "../journal/journal.ts";
import type { TracePort } from "../port.ts";
import type { Rpc } from "../rpc.ts";
import { questionsOf, readsOf } from "./queries.ts";

/**
 * The rehearsal's chain as it stood at a block, on a node that has it.
 *
 * @param journal what the node has executed.
 * @param block between 0 and the journal's last.
 */
export function chainAt(rpc: Rpc, { header, blocks }: Journal, block: number): TracePort {
  const { timestamp, stateRoot } = blocks[block - 1] ?? header.genesis;
  const at = () => block;
  const { tryOut, changesOf, feeRecipientsOf } = questionsOf(rpc, at);
  return {
    ...readsOf(rpc, at),
    tryOut,
    changesOf,
    feeRecipientsOf,
    clock: { now: BigInt(timestamp), block },
    calls: (calls, other = block) => callAt(rpc, other, calls),
    stateRoot: () => stateRoot,
  };
}
