import { setImmediate } from "node:timers/promises";
import { CHAIN } from "../../errors/chain-errors.ts";
import { OmniError } from "../../errors/error.ts";
import type { Hex } from "../../model/hex.ts";
import type { RawReceipt } from "../../model/raw-receipt.ts";
import { DEFAULT_SEED } from "../constants.ts";
import { fetchOutputs } from "../fetch-receipts.ts";
import { latestOf } from "../journal/journal.ts";
import type { Wal } from "../journal/wal.ts";
import type { Call, Mine, MinedTransaction, TransactionRequest } from "../port.ts";
import type { Rpc } from "../rpc.ts";
import { prevrandaoOf } from "../sign.ts";
import { distinct, type Foresight } from "./foresight.ts";
import { splitIntoBlocks } from "./group.ts";
import { countNonces } from "./nonces.ts";
import { type SignedRequest, signGroup } from "./sign-group.ts";
import { submitBlock } from "./submit.ts";

export interface MinerOptions {
  /** Both are written into each block. */
  readonly stage: string;
  readonly script: string;
  /** The plan's `chain.seed`; see `prevrandaoOf`. */
  readonly seed?: string;
  /** Names a contract's error: decoding needs its interface, which the caller has. */
  readonly describeRevert?: (data: Hex) => string | null;
}

/** Mines groups on a chain that is exactly what the log says, and keeps it so. One group at a time. */
export function openMiner(options: MinerOptions, wal: Wal, rpc: Rpc, foresight: Foresight): Mine {
  const sign = openSigner(rpc);
  let busy = false;
  return async ({ at, transactions = [], foreseen = [] }) => {
    if (busy) throw new Error("a session mines one group at a time");
    const first = nextTimestamp(latestOf(wal.journal).timestamp, at);
    busy = true;
    try {
      return await mineAll(splitIntoBlocks(transactions), first, foreseen);
    } finally {
      busy = false;
    }
  };

  /** Signs the next block while the node works on the current one, and lets that one's answers in between. */
  async function mineAll(
    groups: readonly (readonly TransactionRequest[])[],
    first: number,
    foreseen: readonly Call[],
  ): Promise<readonly MinedTransaction[]> {
    const mined: MinedTransaction[] = [];
    await sign.prepare(groups.flat());
    try {
      let ahead: Promise<readonly SignedRequest[]> | null = null;
      for (const [index, group] of groups.entries()) {
        const signed = await (ahead ?? sign.group(group));
        ahead = sign.group(groups[index + 1] ?? [], setImmediate);
        ahead.catch(() => {}); // awaited only if this block succeeds
        const isLast = index === groups.length - 1;
        const block = { signed, timestamp: first + index, foreseen: isLast ? distinct(foreseen) : [] };
        mined.push(...(await mineBlock(options, wal, rpc, foresight, block)));
      }
      return mined;
    } catch (error) {
      sign.reset();
      throw error;
    }
  }
}

/**
 * @param latest of the block before, in seconds, as is `at`.
 * @throws OMNI3053 if `at` is not after it.
 */
export function nextTimestamp(latest: number, at: bigint | undefined): number {
  if (at === undefined) return latest + 1;
  if (at > BigInt(latest)) return Number(at);
  throw new OmniError(CHAIN.TIME_NOT_ADVANCING, { latest: BigInt(latest), asked: at });
}

interface SignedBlock {
  readonly signed: readonly SignedRequest[];
  /** Seconds. */
  readonly timestamp: number;
  readonly foreseen: readonly Call[];
}

function openSigner(rpc: Rpc) {
  const nonces = countNonces(rpc);
  return {
    prepare: (requests: readonly TransactionRequest[]) => nonces.learn(requests.map(({ from }) => from)),
    reset: nonces.forget,
    group: (requests: readonly TransactionRequest[], pause?: () => Promise<void>) =>
      signGroup(requests, nonces.take, pause),
  };
}

async function mineBlock(
  options: MinerOptions,
  wal: Wal,
  rpc: Rpc,
  foresight: Foresight,
  { signed, timestamp, foreseen }: SignedBlock,
): Promise<readonly MinedTransaction[]> {
  const number = wal.journal.blocks.length + 1;
  const { stage, script, seed = DEFAULT_SEED } = options;
  const transactions = signed.map(({ raw }) => raw);
  const intent = { number, timestamp, prevrandao: prevrandaoOf(seed, number), stage, script, transactions };
  const hashes = signed.map(({ hash }) => hash);

  wal.intend(intent);
  const submission = await submitBlock(rpc, intent, { journal: wal.journal, hashes, foreseen }, wal.sync());
  if (submission.kind === "refused") {
    wal.abandon();
    const from = signed[submission.index]?.request.from.label ?? "nobody";
    throw new OmniError(CHAIN.TRANSACTION_REFUSED, { block: number, from, reason: submission.reason });
  }
  wal.conclude(submission.block);
  foresight.note(number, submission.foreseen);
  const mined = await withRevertData(rpc, describeMined(signed, submission.receipts, timestamp));
  for (const transaction of mined) refuseSurprise(transaction, options);
  return mined;
}

function describeMined(
  signed: readonly SignedRequest[],
  receipts: readonly RawReceipt[],
  timestamp: number,
): readonly MinedTransaction[] {
  return receipts.map((receipt, index) => {
    const { request, hash } = signed[index] as SignedRequest;
    const status = receipt.status === "0x1" ? "success" : "reverted";
    const block = Number(receipt.blockNumber);
    return { request, hash, block, index, timestamp, status, receipt, revertData: null };
  });
}

async function withRevertData(
  rpc: Rpc,
  mined: readonly MinedTransaction[],
): Promise<readonly MinedTransaction[]> {
  const reverted = mined.filter(({ status }) => status === "reverted").map(({ hash }) => hash);
  const outputs = await fetchOutputs(rpc, reverted);
  const dataOf = new Map(reverted.map((hash, index) => [hash, outputs[index] ?? "0x"]));
  return mined.map((transaction) => ({ ...transaction, revertData: dataOf.get(transaction.hash) ?? null }));
}

const SHOWN_DATA = 202;

function refuseSurprise(mined: MinedTransaction, { describeRevert }: MinerOptions): void {
  const { request, status, revertData, hash, block } = mined;
  if (request.expect === "either" || status === request.expect) return;
  const data = revertData ?? "0x";
  const name = describeRevert?.(data) ?? data.slice(0, SHOWN_DATA);
  const reason = status === "reverted" ? ` with ${name}` : ", but was expected to revert";
  throw new OmniError(CHAIN.UNEXPECTED_STATUS, { hash, block, from: request.from.label, status, reason });
}
