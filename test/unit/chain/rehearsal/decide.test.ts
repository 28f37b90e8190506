import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CHAIN_ID } from "../../../../src/chain/constants.ts";
import { decide, type Expectation, type Observation } from "../../../../src/chain/rehearsal/decide.ts";
import { CHAIN } from "../../../../src/errors/chain-errors.ts";
import { OmniError } from "../../../../src/errors/error.ts";

const url = "http://127.0.0.1:8545";
const OURS = `0x${"11".repeat(32)}` as const;
const THEIRS = `0x${"22".repeat(32)}` as const;
const error = new OmniError(CHAIN.UNREACHABLE, { url, reason: "ECONNREFUSED" });

function expected(journal: number, explicit = false): Expectation {
  return { url, explicit, genesisHash: OURS, journal };
}

function chain(
  latest: number,
  common: number,
  over: Partial<Observation & { kind: "chain" }> = {},
): Observation {
  return { kind: "chain", chainId: CHAIN_ID, genesisHash: OURS, latest, common, ...over };
}

const rows: readonly [seen: string, Observation, Expectation, outcome: unknown][] = [
  ["no answer", { kind: "silent", error }, expected(5), "private"],
  ["no answer at a URL named in the command", { kind: "silent", error }, expected(5, true), "OMNI3021"],
  ["a server that is no node", { kind: "foreign", error }, expected(5), "OMNI3021"],
  ["our chain at the journal's end", chain(5, 5), expected(5), "use"],
  ["our chain at genesis, empty journal", chain(0, 0), expected(0), "use"],
  ["our chain behind", chain(2, 2), expected(5), "catch-up"],
  ["our chain ahead", chain(7, 5), expected(5), "OMNI3032"],
  ["our chain ahead of an empty journal", chain(1, 0), expected(0), "OMNI3032"],
  ["our chain on another way", chain(5, 3), expected(5), "OMNI3033"],
  ["another way that is also shorter", chain(3, 1), expected(5), "OMNI3033"],
  ["another way that is also longer", chain(9, 1), expected(5), "OMNI3033"],
  ["another genesis", chain(5, 0, { genesisHash: THEIRS }), expected(5), "OMNI3031"],
  ["another chain", chain(5, 5, { chainId: 1 }), expected(5), "OMNI3030"],
];

for (const [seen, observation, expectation, outcome] of rows) {
  test(`${seen}: ${outcome}`, () => {
    const decision = decide(observation, expectation);
    assert.equal(decision.kind === "refuse" ? decision.error.code : decision.kind, outcome);
  });
}

test("a node is written to only if every block that it has is the journal's", () => {
  const block = fc.nat({ max: 50 });
  fc.assert(
    fc.property(block, block, block, (latest, common, journal) => {
      const shared = Math.min(common, latest, journal);
      const decision = decide(chain(latest, shared), expected(journal));
      assert.equal(decision.kind !== "refuse", shared === latest);
      if (decision.kind === "catch-up") assert.deepEqual([decision.from, decision.to], [latest + 1, journal]);
    }),
  );
});
