import type { SlotDifference, StateDifferences } from "../../src/model/state-differences.ts";
import { readStateDifferences } from "../../src/records/read-state-differences.ts";
import { isRing, valueText, variableText } from "../../src/render/value-text.ts";
import { sha256OfText } from "../../src/support/digest.ts";
import { grouped, readable, shortHex } from "../../src/support/figures.ts";
import { counted, printable } from "../../src/support/text.ts";

/** What a verifier's execution found changed in the storage of contracts. */
export interface ToldState {
  /** Of the tag file that it is told from. */
  readonly sha256: string;
  readonly decisions: readonly ToldChanges[];
  readonly stages: readonly ToldChanges[];
}

export interface ToldChanges {
  readonly title: string;
  /** The transaction that executed a decision; `null` of a stage. */
  readonly transaction: string | null;
  /** From where to where. */
  readonly place: string;
  readonly values: number;
  readonly contracts: readonly ToldContract[];
}

export interface ToldContract {
  readonly name: string;
  readonly values: number;
  /** None where a page has no room for them. */
  readonly changes: readonly ToldChange[];
}

export interface ToldChange {
  readonly variable: string;
  readonly before: string;
  readonly after: string;
}

/** Rows that a page has room for: beyond this a telephone works for long. */
const MOST_CHANGES = 12_000;

/** Fails on what is no UTF-8, so that a text has the digest of its file. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * @param document attacker-controlled; `null` if nobody left it
 * @throws Error if it has another shape
 */
export function stateIn(document: Uint8Array | null): ToldState | null {
  if (document === null) return null;
  const text = UTF8.decode(document);
  const read = readStateDifferences(text);
  if (!read.ok) throw new Error(`state-differences.json ${printable(read.problem)}.`);
  return { sha256: sha256OfText(text), ...toldState(read.value) };
}

function toldState({ decisions, stages }: StateDifferences): Omit<ToldState, "sha256"> {
  const room = roomFor(MOST_CHANGES);
  return {
    decisions: decisions.map(({ title, proposalId, transaction, block, stage, changes }) => ({
      title: title === null ? `Proposal ${shortHex(proposalId)}` : printable(readable(title)),
      transaction,
      place: `executed in stage ${printable(stage)}, block ${grouped(block)}`,
      ...byContract(changes, room),
    })),
    stages: stages.map(({ stage, firstBlock, lastBlock, transactions, changes }) => ({
      title: `Stage ${printable(stage)}`,
      transaction: null,
      place: `blocks ${grouped(firstBlock)} to ${grouped(lastBlock)}, ${counted(transactions, "transaction")}`,
      ...byContract(changes, room),
    })),
  };
}

/** @returns whether there is room for so many more. */
function roomFor(most: number): (count: number) => boolean {
  let left = most;
  return (count) => {
    if (count > left) return false;
    left -= count;
    return true;
  };
}

/** Without the rings that the protocol itself writes. */
function byContract(
  changes: readonly SlotDifference[],
  room: (count: number) => boolean,
): Pick<ToldChanges, "values" | "contracts"> {
  const own = changes.filter(({ contract }) => !isRing(contract));
  const contracts = [...Map.groupBy(own, ({ contract, address }) => `${contract} ${address}`).values()].map(
    (slots): ToldContract => {
      const values = slots.flatMap((slot) => slot.values);
      return {
        name: printable(slots[0]?.contract ?? ""),
        values: values.length,
        changes: room(values.length)
          ? values.map(({ variable, unit, before, after }) => ({
              variable: printable(variableText(variable)),
              before: printable(valueText(unit, before)),
              after: printable(valueText(unit, after)),
            }))
          : [],
      };
    },
  );
  return { values: contracts.reduce((sum, { values }) => sum + values, 0), contracts };
}
