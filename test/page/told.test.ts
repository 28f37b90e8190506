import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { arrowsOf } from "../../page/told/atlas.ts";
import { stateIn } from "../../page/told/state.ts";
import type { Diagram } from "../../src/model/diagram.ts";
import type { StateDifferences, ValueDifference } from "../../src/model/state-differences.ts";
import { diagramMermaid } from "../../src/render/diagram-mermaid.ts";
import { toJson } from "../../src/support/json.ts";

const VALUE: ValueDifference = { variable: "x", type: "uint256", unit: "bps", before: "0", after: "650" };
const HASH = `0x${"ab".repeat(32)}`;

function differences(values: readonly ValueDifference[], title: string | null = null): StateDifferences {
  const place = { contract: "AGIALPHA", address: `0x${"11".repeat(20)}`, slot: `0x${"00".repeat(32)}` };
  const changes = [{ ...place, values }];
  const stage = { stage: "takeoff", firstBlock: 1, lastBlock: 2_000, transactions: 1, changes };
  const decision = { proposalId: "7", title, transaction: HASH, block: 3, stage: "global", changes };
  return { format: "omnisovereign-state-differences/1", stages: [stage, stage], decisions: [decision] };
}

const told = (document: unknown) => stateIn(Buffer.from(toJson(document)));

describe("what changed in the state, as the page tells it", () => {
  it("stands in units, by contract, printable", () => {
    const { decisions = [], stages = [] } = told(differences([VALUE], "Raise\u202e it")) ?? {};
    assert.deepEqual(decisions, [
      {
        title: "Raise\\u{202e} it",
        transaction: HASH,
        place: "executed in stage global, block 3",
        values: 1,
        contracts: [
          { name: "AGIALPHA", values: 1, changes: [{ variable: "x", before: "0 %", after: "6.5 %" }] },
        ],
      },
    ]);
    assert.equal(stages[0]?.place, "blocks 1 to 2,000, 1 transaction");
  });

  it("says of allowances that never run out that they have no limit", () => {
    const after = String(2n ** 256n - 1n);
    const { decisions = [] } = told(differences([{ ...VALUE, unit: "wei", after }])) ?? {};
    assert.equal(decisions[0]?.contracts[0]?.changes[0]?.after, "without limit");
  });

  it("keeps to what a page has room for, decisions first, and counts the rest", () => {
    const { decisions = [], stages = [] } = told(differences(Array(5_000).fill(VALUE))) ?? {};
    const shown = [...decisions, ...stages].map(({ contracts }) => contracts[0]?.changes.length);
    assert.deepEqual(shown, [5_000, 5_000, 0]);
    assert.equal(stages[1]?.values, 5_000);
  });

  it("is refused where the file is of another shape, in a sentence", () => {
    const honest = differences([VALUE]);
    assert.equal(stateIn(null), null);
    assert.throws(() => stateIn(Buffer.from("{")), /^Error: state-differences\.json is not JSON\.$/);
    assert.throws(() => told({ ...honest, more: 1 }), /does not have the keys/);
    assert.throws(
      () => told(differences([{ ...VALUE, after: "many" }])),
      /"[^"]+\/after", which is not an integer/,
    );
    assert.throws(() => stateIn(Buffer.from([0xff])), TypeError);
  });
});

describe("an atlas in words", () => {
  it("says of a drawing's Mermaid file which box leads to which, and why", () => {
    const box = { lines: [], kind: "role", group: null } as const;
    const diagram: Diagram = {
      ...{ title: "t", source: "s", direction: "right" },
      boxes: [
        { ...box, id: "a", name: 'A "b" #1; <i>' },
        { ...box, id: "b", name: "B", kind: "person", group: "g", lines: ["× 6"] },
      ],
      arrows: [
        { from: "a", to: "b", lines: ["pauses", "at once"], style: "solid" },
        { from: "b", to: "a", lines: [], style: "dotted" },
      ],
    };
    assert.deepEqual(arrowsOf(diagramMermaid(diagram)), [
      { from: 'A "b" #1; <i>', to: "B, × 6", what: "pauses, at once" },
      { from: "B, × 6", to: 'A "b" #1; <i>', what: "" },
    ]);
  });

  it("says nothing of what is none, and keeps codes that are no character's", () => {
    assert.deepEqual(arrowsOf("sequenceDiagram\n  a->>b: c"), []);
    assert.deepEqual(arrowsOf('  n0["#9999999;"]\n  n0 --> n0\n  n0 --> n1'), [
      { from: "#9999999;", to: "#9999999;", what: "" },
    ]);
  });
});
