import type { Hex } from "../../../model/hex.ts";
import type { RawReceipt } from "../../../model/raw-receipt.ts";
import type { Side } from "./side.ts";
import { type Parting, partingOf } from "./steps.ts";

/** Where two engines first make different things of a journal. Texts are attacker-controlled. */
export type Disagreement = {
  readonly block: number;
  /** In which they differ. */
  readonly what: string;
  /** By either, in the order of the sides. */
  readonly found: readonly [string, string];
  /** `null` if they agree on every transaction of the block. */
  readonly transaction: { readonly index: number; readonly hash: Hex } | null;
  /** `null` if the steps of the transaction do not tell. */
  readonly parting: Parting | null;
};

/** @returns `null` if the engines agree on the block, whatever the journal says. */
export async function disagreementOf(block: number, a: Side, b: Side): Promise<Disagreement | null> {
  if (a.outcome === null || b.outcome === null) return invalid(block, a, b);
  const index = a.receipts.findIndex((receipt, place) => differenceOf(receipt, b.receipts[place]) !== null);
  if (index !== -1) return inTransaction(block, index, a, b);
  if (a.outcome.hash === b.outcome.hash) return null;
  return inState(block, a, b);
}

/** Of a block that one of them refuses there are no steps. */
function invalid(block: number, a: Side, b: Side): Disagreement | null {
  if (a.outcome === null && b.outcome === null) return null;
  const found = [a.problem ?? "valid", b.problem ?? "valid"] as const;
  return { block, what: "whether it is valid", found, transaction: null, parting: null };
}

async function inTransaction(block: number, index: number, a: Side, b: Side): Promise<Disagreement> {
  const [what, ...found] = differenceOf(a.receipts[index], b.receipts[index]) as Difference;
  return { block, what, found, transaction: at(index, a), parting: await partingIn(index, a, b) };
}

/** Equal receipts can hide another state: whose steps part first tells. */
async function inState(block: number, a: Side, b: Side): Promise<Disagreement> {
  const found = [a.outcome?.stateRoot ?? "", b.outcome?.stateRoot ?? ""] as const;
  const [what, said] =
    found[0] === found[1]
      ? (["hash", [a.outcome?.hash ?? "", b.outcome?.hash ?? ""]] as const)
      : (["state root", found] as const);
  for (const index of a.receipts.keys()) {
    const parting = await partingIn(index, a, b);
    if (parting) return { block, what, found: said, transaction: at(index, a), parting };
  }
  return { block, what, found: said, transaction: null, parting: null };
}

async function partingIn(index: number, a: Side, b: Side): Promise<Parting | null> {
  const [own, others] = [await a.stepsOf(index), await b.stepsOf(index)];
  return own === null || others === null ? null : partingOf(own, others);
}

function at(index: number, { receipts }: Side): Disagreement["transaction"] {
  const receipt = receipts[index];
  return receipt ? { index, hash: receipt.transactionHash } : null;
}

type Difference = readonly [what: string, a: string, b: string];

function differenceOf(a: RawReceipt | null | undefined, b: RawReceipt | null | undefined): Difference | null {
  if (!a || !b) return a === b ? null : ["receipt", a ? "one" : "none", b ? "one" : "none"];
  const pairs: readonly Difference[] = [
    ["status", a.status, b.status],
    ["gas", a.gasUsed, b.gasUsed],
    ["new contract", String(a.contractAddress), String(b.contractAddress)],
    ["logs", logsOf(a), logsOf(b)],
  ];
  return pairs.find(([, own, other]) => own !== other) ?? null;
}

function logsOf({ logs }: RawReceipt): string {
  return JSON.stringify(logs.map(({ address, topics, data }) => [address, topics, data]));
}
