import { LOCAL_ACCOUNTS } from "../chain/accounts.ts";
import { isClosing } from "../chain/journal/closing.ts";
import { problemOfIntent, problemOfOutcome } from "../chain/journal/journal.ts";
import { readTransaction } from "../chain/raw-transaction.ts";
import { ANCHOR, parseAnchor } from "../dossier/anchor-file.ts";
import { ANCHORED } from "../errors/anchor-errors.ts";
import type { Account } from "../model/cast.ts";
import type { Finding } from "../model/dossier.ts";
import type { ClosingBlock, DossierAnchor } from "../model/dossier-anchor.ts";
import type { Project } from "../model/loaded-project.ts";
import type { TransactionRecord, Via } from "../model/record.ts";
import { SCRIPTS } from "../model/scripts.ts";
import type { AddressBook } from "../records/address-book.ts";
import { castOfProject } from "../records/casting.ts";
import { decodeCall } from "../records/decode.ts";
import { anchoringOf } from "../records/dossier-root.ts";
import { OWNER_SAFE } from "../records/owner-safe.ts";
import { SAFE_FIELDS, safeHashes } from "../records/planetary/safe-transaction.ts";
import { finding } from "../support/finding.ts";
import { firstDifference } from "../support/json-difference.ts";
import { auditSignatures } from "./audit-signatures.ts";

/** What the anchor of a dossier's root says, and whether it can be so. */
export interface AnchorCheck {
  /** `null` if the file is none, or wrong. */
  readonly anchor: DossierAnchor | null;
  readonly findings: readonly Finding[];
}

/** What an anchor has to fit. */
export interface Anchored {
  readonly root: string;
  readonly chain: { readonly chainId: number; readonly blocks: number };
  readonly project: Project;
  readonly book: AddressBook;
}

/**
 * Holds an anchor against the dossier that it lies in: its form, that its transaction calls the ReceiptAnchor with this root, and that
 * those sign it who by the plan sign for the owner. That it was executed, and what came of it, only re-execution proves.
 *
 * @param text attacker-controlled
 */
export function checkAnchor(text: string, anchored: Anchored): AnchorCheck {
  const parsed = parseAnchor(text);
  const problem = parsed.ok ? problemOf(parsed.value, anchored) : parsed.problem;
  return parsed.ok && problem === null
    ? { anchor: parsed.value, findings: [] }
    : wrongAnchor(problem ?? "cannot be read");
}

export function wrongAnchor(problem: string): AnchorCheck {
  return { anchor: null, findings: [finding(ANCHORED.WRONG, { path: ANCHOR, problem })] };
}

function problemOf(anchor: DossierAnchor, { root, chain, project, book }: Anchored): string | null {
  if (anchor.root !== root) return `is for another root, ${anchor.root}; the dossier's is ${root}`;
  if (anchor.chainId !== chain.chainId)
    return `is for chain ${anchor.chainId}; the dossier's is ${chain.chainId}`;
  const block = anchor.blocks.at(-1);
  if (block === undefined) return "has no block";
  const blocksProblem = problemOfBlocks(anchor.blocks, chain.blocks);
  if (blocksProblem !== null) return blocksProblem;
  if (!book.has("ReceiptAnchor") || !book.has(OWNER_SAFE))
    return "calls a contract that no receipt says was deployed";
  const { owner } = castOfProject(project, LOCAL_ACCOUNTS);
  const expected = expectedReceipt(block, anchor, { owner, book });
  if (typeof expected === "string") return expected;
  const difference = firstDifference(anchor.receipt, expected);
  if (difference !== undefined)
    return `has "/receipt${difference.pointer}" otherwise than its transaction says, or its transaction does not put this root on chain`;
  return signatureProblem(anchor.receipt, owner);
}

/** @param before how many blocks the dossier's journal has. */
function problemOfBlocks(blocks: readonly ClosingBlock[], before: number): string | null {
  let previous = { number: before, timestamp: 0 };
  for (const block of blocks) {
    const problem = problemOfIntent(block, previous) ?? problemOfOutcome(block);
    if (problem !== null) return `has block ${block.number}, in which ${problem}`;
    if (!isClosing(block) || block.stage !== SCRIPTS.dossier.stage || block.transactions.length !== 1)
      return `has block ${block.number}, which anchors no dossier`;
    previous = block;
  }
  return null;
}

/** @returns what the receipt has to say of the block's transaction, if that is the owner's; otherwise what it is. */
function expectedReceipt(
  { number: block, timestamp, transactions: [raw = "0x"] }: ClosingBlock,
  { root, chainId, receipt }: DossierAnchor,
  { owner, book }: { readonly owner: Account; readonly book: AddressBook },
): TransactionRecord | string {
  const sent = readTransaction(raw);
  if (sent === null || sent.chainId !== chainId) return "holds a transaction that nobody signed";
  if (sent.to !== owner.address) return "holds a transaction that is not the owner's";
  const safe = book.get(OWNER_SAFE);
  const { function: name, args: deed } = decodeCall(safe, sent.data);
  const nonce = receipt.via?.nonce ?? "";
  if (name !== "execTransaction" || !/^\d{1,78}$/.test(nonce))
    return "holds a transaction that is no call of the owner's Safe";
  const { address, type } = book.get("ReceiptAnchor");
  const anchoring = anchoringOf(root);
  const data = type.abi.encodeFunctionData("anchor", [anchoring.key, anchoring.root]);
  const isAnchoring = deed.to === address && deed.data === data && deed.operation === "0";
  if (!isAnchoring) return "holds a transaction that does not put this root on chain";
  const message = Object.fromEntries([...SAFE_FIELDS.map((field) => [field, deed[field]]), ["nonce", nonce]]);
  const event = { key: anchoring.key, root: anchoring.root, by: owner.address };
  return {
    ...{ hash: sent.hash, block, index: 0, timestamp, from: owner.address, to: address },
    ...{ contract: "ReceiptAnchor", function: "anchor", args: { ...anchoring } },
    ...{ value: sent.valueWei.toString(), status: "success", gasUsed: receipt.gasUsed },
    events: [{ contract: "ReceiptAnchor", address, name: "ReceiptsAnchored", args: event }],
    via: {
      ...{ safe: owner.address, sender: sent.from, nonce },
      safeTxHash: safeHashes(chainId, owner.address, message).safeTxHash,
      signatures: signaturesIn(receipt.via, String(deed.signatures)),
    },
  };
}

/** @returns those of the receipt, if they are the call's. */
function signaturesIn(via: Via | undefined, sent: string): Via["signatures"] {
  const signatures = via?.signatures ?? [];
  const joined = `0x${signatures.map(({ signature }) => signature.slice(2)).join("")}`;
  return joined === sent ? signatures : [{ signer: null, signature: sent }];
}

function signatureProblem({ hash, via }: TransactionRecord, { safe }: Account): string | null {
  if (via === undefined || safe === undefined) return "is signed by nobody";
  const signing = {
    threshold: safe.threshold,
    signers: safe.signers.map(({ label, address }) => ({ label, address })),
  };
  const [first] = auditSignatures([{ transaction: hash, via }], signing);
  return first === undefined ? null : `is not the owner's: ${first.message}`;
}

/** Whether there is an anchor, for people. */
export function anchorLine(check: AnchorCheck | null): string {
  if (check === null) return "  anchor none: nothing says that the root was anchored on the chain";
  if (check.anchor === null) return "  anchor wrong";
  const { receipt } = check.anchor;
  return `  anchor by the owner, ${receipt.from}, in block ${receipt.block}: a rehearsal`;
}
