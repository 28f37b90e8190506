import { OmniError } from "../../errors/error.ts";
import { fetchBlock } from "../block.ts";
import { latestOf } from "../journal/journal.ts";
import type { Wal } from "../journal/wal.ts";
import type { Rpc } from "../rpc.ts";
import { transactionHash } from "../sign.ts";
import { probe } from "./connect.ts";
import { differenceOf, submitBlock } from "./submit.ts";

/**
 * For a block that was under way when its writer ended: if the latest block of the chain at `url` is that block,
 * notes its outcome. Otherwise, also if nothing useful answers, the log stays as it is.
 */
export async function concludeBeforehand(url: string, wal: Wal): Promise<void> {
  if (!wal.open) return;
  try {
    await probe(url, (rpc) => concludeIfMined(rpc, wal));
  } catch (error) {
    if (!(error instanceof OmniError)) throw error;
  }
}

async function concludeIfMined(rpc: Rpc, wal: Wal): Promise<void> {
  const block = await fetchBlock(rpc, "latest");
  if (!wal.open || block?.number !== wal.open.number) return;
  const parent = await fetchBlock(rpc, block.number - 1);
  if (parent?.hash !== latestOf(wal.journal).hash) return;
  const hashes = wal.open.transactions.map(transactionHash);
  if (differenceOf(wal.open, hashes, block) === null) wal.conclude(block);
}

/** For the same block, on a chain that ends just before it: mines it, or gives it up if the node refuses it. */
export async function finishOpenBlock(rpc: Rpc, wal: Wal): Promise<void> {
  if (!wal.open) return;
  const submission = await submitBlock(
    rpc,
    wal.open,
    { journal: wal.journal, hashes: wal.open.transactions.map(transactionHash) },
    wal.sync(),
  );
  if (submission.kind === "mined") wal.conclude(submission.block);
  else wal.abandon();
}
