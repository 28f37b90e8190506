import type {
  DecisionDifferences,
  Execution,
  SlotDifference,
  StageDifferences,
  StateDifferences,
  UnknownWrite,
} from "../model/state-differences.ts";
import type { SlotDecoder } from "../records/storage/slot-decoder.ts";
import type { SlotWords } from "../records/storage/slot-values.ts";
import { byCodeUnit } from "../support/paths.ts";

/** What one transaction, or the protocol at the beginning of a block, changed in the storage of contracts. */
export interface PlacedWrites {
  readonly block: number;
  readonly transaction: string | null;
  readonly slots: readonly WrittenSlot[];
}

/** @see SlotWords */
interface WrittenSlot extends SlotWords {
  /** Lower case. */
  readonly address: string;
}

/** A block of the journal. */
export interface StagedBlock {
  readonly number: number;
  readonly stage: string;
  readonly transactions: readonly unknown[];
}

export type StateTold =
  | { readonly kind: "told"; readonly differences: StateDifferences }
  | { readonly kind: "unknown"; readonly writes: readonly UnknownWrite[] };

/**
 * Tells by name what each stage and each decision of the council left otherwise than it found it. Every single write has to be
 * known, of those too that a later one took back.
 *
 * @param writes in the order of the chain.
 */
export function tellState(
  decoder: SlotDecoder,
  { blocks, writes }: { readonly blocks: readonly StagedBlock[]; readonly writes: readonly PlacedWrites[] },
  executions: readonly Execution[],
): StateTold {
  const unknown = unknownIn(decoder, writes);
  if (unknown.length > 0) return { kind: "unknown", writes: unknown };
  const stageOf = new Map(blocks.map(({ number, stage }) => [number, stage]));
  const decisions = executions.flatMap((execution) =>
    writes
      .filter(({ transaction }) => transaction === execution.transaction)
      .map(({ block, slots }): DecisionDifferences => {
        const { proposalId, title, transaction } = execution;
        const place = { block, stage: stageOf.get(block) ?? "" };
        return { proposalId, title, transaction, ...place, changes: changesIn(decoder, slots) };
      }),
  );
  const stages = stagesOf(decoder, blocks, writes);
  return { kind: "told", differences: { format: "omnisovereign-state-differences/1", stages, decisions } };
}

function unknownIn(decoder: SlotDecoder, writes: readonly PlacedWrites[]): UnknownWrite[] {
  return writes.flatMap(({ block, slots }) =>
    slots.flatMap((written) => {
      const { contract, address, slot, values } = decoder.decode(written.address, written);
      return values === null ? [{ contract, address, slot, block }] : [];
    }),
  );
}

/** A stage has one stretch of blocks: the journal's order is the stages'. */
function stagesOf(
  decoder: SlotDecoder,
  blocks: readonly StagedBlock[],
  writes: readonly PlacedWrites[],
): StageDifferences[] {
  const writesIn = Map.groupBy(writes, ({ block }) => block);
  return [...Map.groupBy(blocks, ({ stage }) => stage)].map(([stage, own]) => {
    const numbers = own.map(({ number }) => number);
    const slots = numbers.flatMap((number) => writesIn.get(number) ?? []).flatMap((each) => each.slots);
    return {
      stage,
      firstBlock: numbers[0] as number,
      lastBlock: numbers.at(-1) as number,
      transactions: own.reduce((sum, { transactions }) => sum + transactions.length, 0),
      changes: changesIn(decoder, slots),
    };
  });
}

/** What is left of writes that follow each other, by contract and name. */
function changesIn(decoder: SlotDecoder, slots: readonly WrittenSlot[]): SlotDifference[] {
  return netOf(slots)
    .map((written) => decoder.decode(written.address, written))
    .flatMap(({ values, ...place }) => (values === null ? [] : [{ ...place, values }]))
    .sort((a, b) => byCodeUnit(sortKey(a), sortKey(b)));
}

/** Of each slot the first word and the last, if they differ. */
function netOf(slots: readonly WrittenSlot[]): WrittenSlot[] {
  const net = new Map<string, WrittenSlot>();
  for (const written of slots) {
    const place = `${written.address} ${written.slot}`;
    net.set(place, { ...written, before: net.get(place)?.before ?? written.before });
  }
  return [...net.values()].filter(({ before, after }) => before !== after);
}

/** Numbers in brackets go by size. */
function sortKey({ contract, address, slot, values }: SlotDifference): string {
  const variable = (values[0]?.variable ?? "").replace(/\[(\d{1,20})\]/g, (_, digits: string) => {
    return `[${digits.padStart(20, "0")}]`;
  });
  return [contract, address, variable, slot].join("\n");
}
