import {
  type DecisionDifferences,
  type SlotDifference,
  type StageDifferences,
  type StateDifferences,
  UNITS,
  type ValueDifference,
} from "../model/state-differences.ts";
import {
  address,
  count,
  decimal,
  either,
  hash32,
  list,
  nullable,
  oneOf,
  type Parsed,
  parseExact,
  record,
  text,
} from "../support/shape.ts";

const named = { variable: text, type: text };

/** What has a unit is an integer. */
const value = either(
  record<Omit<ValueDifference, "unit">>({ ...named, before: text, after: text }),
  record<Required<ValueDifference>>({ ...named, unit: oneOf(...UNITS), before: decimal, after: decimal }),
);

const changes = list(record<SlotDifference>({ contract: text, address, slot: hash32, values: list(value) }));

const stateDifferences = record<StateDifferences>({
  format: oneOf("omnisovereign-state-differences/1"),
  stages: list(
    record<StageDifferences>({
      stage: text,
      firstBlock: count,
      lastBlock: count,
      transactions: count,
      changes,
    }),
  ),
  decisions: list(
    record<DecisionDifferences>({
      proposalId: decimal,
      title: nullable(text),
      transaction: hash32,
      block: count,
      stage: text,
      changes,
    }),
  ),
});

/** A value of a slot is five of JSON's. */
const LIMITS = { depth: 8, values: 4_000_000 };

/** @param document attacker-controlled text of a tag file: no root says anything of it. */
export function readStateDifferences(document: string): Parsed<StateDifferences> {
  return parseExact(document, stateDifferences, LIMITS);
}
