import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeEngine } from "../chain/rehearsal/node-engine.ts";
import { ANCHOR } from "../dossier/anchor-file.ts";
import { ANCHORED } from "../errors/anchor-errors.ts";
import { CHAIN } from "../errors/chain-errors.ts";
import { REPLAY, VERIFY } from "../errors/dossier-errors.ts";
import type { Finding, VerifyReport } from "../model/dossier.ts";
import type { ReceiptReading } from "../records/read-receipt.ts";
import { finding } from "../support/finding.ts";
import { JOURNAL } from "../support/payload.ts";
import { withScratch } from "../system/folders.ts";
import type { DerivationCheck, Replayed } from "./derive/check-derivation.ts";
import { journalLinesIn } from "./journal-lines.ts";
import { type Closing, type ReceiptDifference, type Reexecution, reexecute } from "./reexecute.ts";
import { withComputed, withFindings } from "./verdict.ts";

/**
 * @param folder a dossier whose bag is intact: nothing in it is a link or leads out of it.
 * @param receipts its receipts as they were read.
 * @param closing how many blocks its journal has, and the anchor that comes after them.
 */
export async function verifyReplay(
  folder: string,
  receipts: readonly ReceiptReading[],
  closing: Closing,
): Promise<ReplayCheck> {
  const payload = join(folder, "data");
  return withScratch(join(tmpdir(), "omnisovereign-"), async (scratch) => {
    let derivation: DerivationCheck | null = null;
    const engine = nodeEngine(join(scratch, "node.log"), async (chain, journal) => {
      const left = { ...journal, blocks: journal.blocks.slice(0, closing.blocks) };
      derivation = await deriveFrom(folder, { journal: left, chain: chain.retrace() });
    });
    const lines = journalLinesIn(join(payload, JOURNAL));
    return { reexecution: await reexecute(lines, receipts, engine, closing), derivation };
  });
}

/** Acting takes far more code than the other checks. */
async function deriveFrom(folder: string, replayed: Replayed): Promise<DerivationCheck> {
  const { checkDerivation } = await import("./derive/check-derivation.ts");
  return checkDerivation(folder, replayed);
}

/** What the journal came to, and what follows from it. */
export interface ReplayCheck {
  readonly reexecution: Reexecution;
  /** `null` if the journal could not be executed. */
  readonly derivation: DerivationCheck | null;
}

/**
 * Adds what is off. That the journal executes to its own state roots, and what a receipt copies of a transaction as it is,
 * no version can see otherwise; names and values in calls and events are this code's to decode.
 */
export function withExecution(report: VerifyReport, replay: Reexecution): VerifyReport {
  switch (replay.kind) {
    case "unreadable":
      return withFindings(report, [finding(VERIFY.JOURNAL, { path: JOURNAL, ...replay })]);
    case "closed otherwise":
      return withFindings(report, [finding(ANCHORED.NOT_EXECUTED, { path: ANCHOR, ...replay })]);
    case "diverged":
      return withFindings(report, [finding(CHAIN.REPLAY_DIFFERS, { ...replay, what: "result" }, JOURNAL)]);
    case "executed": {
      const isCopied = (difference: ReceiptDifference) => difference.kind === "record" && difference.copied;
      const [copied, computed] = [true, false].map((wanted) =>
        replay.differences.filter((difference) => isCopied(difference) === wanted).map(receiptFinding),
      );
      return withFindings(withComputed(report, "the receipts", computed ?? []), copied ?? []);
    }
  }
}

/** Adds what is not as plans and journal make it. @param derivation `null` if the journal could not be executed. */
export function withDerivation(report: VerifyReport, derivation: DerivationCheck | null): VerifyReport {
  return withComputed(report, "what plans and journal make", derivation?.findings ?? []);
}

function receiptFinding(difference: ReceiptDifference): Finding {
  switch (difference.kind) {
    case "record":
      return finding(REPLAY.RECEIPT_DIFFERS, difference);
    case "file":
      return finding(VERIFY.RECEIPT, difference);
    case "anchor":
      return finding(ANCHORED.NOT_EXECUTED, { path: ANCHOR, ...difference });
    case "unreceipted":
      return finding(REPLAY.UNRECEIPTED, difference, JOURNAL);
  }
}

/** What was executed, for people; `null` if the dossier was broken before that. */
export function replayLine(replay: Reexecution | null): string {
  if (replay === null) return "  replay not done";
  if (replay.kind !== "executed") return "  replay stopped where the journal fails";
  const { transactions, records, anchored } = replay;
  const anchor = anchored ? ", and the anchor after them" : "";
  return `  replay ${transactions} transactions executed, ${records} records compared${anchor}`;
}
