import { CHAIN } from "../../errors/chain-errors.ts";
import { OmniError } from "../../errors/error.ts";
import { blockCall, type ChainBlock, fetchBlock, mineCall, prepareCalls, readBlock } from "../block.ts";
import type { BlockOutcome, Journal, JournalBlock } from "../journal/journal.ts";
import type { JournalStream } from "../journal/journal-stream.ts";
import type { Rpc, RpcAnswer } from "../rpc.ts";

export interface ReplayRange {
  /** Number of the first block; the chain must be at the one before. By default 1. */
  readonly from?: number;
  /** Number of the last block; by default the journal's last. */
  readonly to?: number;
}

/** The first place where a chain is not what the journal says. */
export interface Divergence {
  readonly kind: "differs";
  readonly block: number;
  readonly what: "genesis" | "answer" | "state root" | "hash";
  readonly expected: string;
  readonly found: string;
}

export type ReplayResult =
  | { readonly kind: "replayed"; readonly blocks: number; readonly transactions: number }
  | Divergence;

/**
 * Rebuilds a chain from a journal: sends each block's raw transactions, mines at its timestamp, and compares hash
 * and state root. Stops at the first block that differs. A block is read together with sending the next, which saves
 * a round trip and changes nothing in what is proved: its hash is fixed when it is mined.
 *
 * @param journal attacker-controlled beyond its form
 */
export async function replay(journal: Journal, rpc: Rpc, range: ReplayRange = {}): Promise<ReplayResult> {
  const from = range.from ?? 1;
  const before = from === 1 ? journal.header.genesis : (journal.blocks[from - 2] as JournalBlock);
  const start = await differenceAtStart(before, rpc, from - 1);
  return start ?? replayBlocks(before, journal.blocks.slice(from - 1, range.to), rpc);
}

/** The same from the genesis, of a journal that is read as it is replayed: nothing after a block that differs. */
export async function replayStream({ header, blocks }: JournalStream, rpc: Rpc): Promise<ReplayResult> {
  const start = await differenceAtStart(header.genesis, rpc, 0);
  return start ?? replayBlocks(header.genesis, blocks, rpc);
}

/** @param before the chain's latest block, which the first one follows. */
async function replayBlocks(
  before: BlockOutcome,
  blocks: Iterable<JournalBlock>,
  rpc: Rpc,
): Promise<ReplayResult> {
  const done = { blocks: 0, transactions: 0 };
  const each = blocks[Symbol.iterator]();
  try {
    let mined: JournalBlock | null = null;
    let next = each.next();
    while (!next.done) {
      const block: JournalBlock = next.value;
      const difference = await prepare(rpc, mined, { block, parent: mined ?? before });
      if (difference) return difference;
      const [refusal, following] = await Promise.all([mine(rpc, block), readAhead(each)]);
      if (refusal) return refusal;
      next = following;
      mined = block;
      done.blocks += 1;
      done.transactions += block.transactions.length;
    }
    return (await prepare(rpc, mined, null)) ?? { kind: "replayed", ...done };
  } finally {
    each.return?.();
  }
}

/** Reading a block takes long enough to be done while the chain mines the one before. */
async function readAhead(blocks: Iterator<JournalBlock>): Promise<IteratorResult<JournalBlock>> {
  return blocks.next();
}

/** @throws OMNI3060 if the replay differs. */
export async function replayOrThrow(journal: Journal, rpc: Rpc, range?: ReplayRange): Promise<void> {
  const result = await replay(journal, rpc, range);
  if (result.kind === "differs") throw new OmniError(CHAIN.REPLAY_DIFFERS, result);
}

type Difference = Divergence | null;

async function differenceAtStart(expected: BlockOutcome, rpc: Rpc, number: number): Promise<Difference> {
  const found = await fetchBlock(rpc, number);
  if (found?.hash === expected.hash && found.stateRoot === expected.stateRoot) return null;
  return {
    kind: "differs",
    block: number,
    what: number === 0 ? "genesis" : "hash",
    expected: expected.hash,
    found: found?.hash ?? "no block",
  };
}

interface Next {
  readonly block: JournalBlock;
  readonly parent: BlockOutcome;
}

async function prepare(rpc: Rpc, mined: JournalBlock | null, next: Next | null): Promise<Difference> {
  const look = mined ? [blockCall(mined.number)] : [];
  const answers = await rpc.batch([...look, ...(next ? prepareCalls(next.block, next.parent.hash) : [])]);
  const difference = mined && compare(mined, readBlock(mined.number, answers[0]));
  if (difference) return difference;
  return next ? refused(next.block, answers.slice(look.length)) : null;
}

async function mine(rpc: Rpc, { number, timestamp }: JournalBlock): Promise<Difference> {
  const [answer] = await rpc.batch([mineCall(timestamp)]);
  return answer?.kind === "error" ? differs(number, "answer", "mined", answer.message) : null;
}

function refused(block: JournalBlock, answers: readonly RpcAnswer[]): Difference {
  const error = answers.find((answer) => answer.kind === "error");
  return error ? differs(block.number, "answer", "accepted", error.message) : null;
}

function compare(expected: JournalBlock, found: ChainBlock | null): Difference {
  if (!found) return differs(expected.number, "hash", expected.hash, "no block");
  if (found.stateRoot !== expected.stateRoot) {
    return differs(expected.number, "state root", expected.stateRoot, found.stateRoot);
  }
  return found.hash === expected.hash ? null : differs(expected.number, "hash", expected.hash, found.hash);
}

function differs(block: number, what: Divergence["what"], expected: string, found: string): Difference {
  return { kind: "differs", block, what, expected, found };
}
