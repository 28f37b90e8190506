import type { ClosingBlock, DossierAnchor } from "../model/dossier-anchor.ts";
import { transaction } from "../records/transaction-shape.ts";
import { toJson } from "../support/json.ts";
import { artefactPath } from "../support/paths.ts";
import {
  bytes,
  count,
  digest,
  hash32,
  list,
  oneOf,
  type Parsed,
  parseExact,
  record,
  text,
} from "../support/shape.ts";

/** A tag file: what is derived of the root cannot be below it. */
export const ANCHOR = artefactPath("omnisovereign/anchor.json");

/** Every rehearsal's chain is one that is thrown away. */
const STATEMENT =
  "A rehearsal: the owner anchored this root on a chain that is thrown away, so that the anchor shows how it is done and proves neither when nor that there is no other.";

const SHAPE = record<DossierAnchor>({
  format: oneOf("omnisovereign-anchor/1"),
  statement: oneOf(STATEMENT),
  chainId: count,
  root: digest,
  blocks: list(
    record<ClosingBlock>({
      number: count,
      timestamp: count,
      prevrandao: hash32,
      stage: text,
      script: text,
      transactions: list(bytes),
      hash: hash32,
      stateRoot: hash32,
    }),
  ),
  receipt: transaction,
});

const LIMITS = { depth: 12, values: 10_000 };

export function formatAnchor({
  chainId,
  root,
  blocks,
  receipt,
}: Omit<DossierAnchor, "format" | "statement">): string {
  const anchor: DossierAnchor = {
    ...{ format: "omnisovereign-anchor/1", statement: STATEMENT, chainId, root },
    blocks: blocks.map(ordered),
    receipt,
  };
  return toJson(anchor);
}

function ordered(block: ClosingBlock): ClosingBlock {
  const { number, timestamp, prevrandao, stage, script, transactions, hash, stateRoot } = block;
  return { number, timestamp, prevrandao, stage, script, transactions, hash, stateRoot };
}

/** @param content attacker-controlled */
export function parseAnchor(content: string): Parsed<DossierAnchor> {
  return parseExact<DossierAnchor>(content, SHAPE, LIMITS);
}
