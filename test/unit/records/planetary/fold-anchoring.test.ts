import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FileDigest } from "../../../../src/model/artefact.ts";
import { receiptPath } from "../../../../src/model/receipts.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { merkleProof, merkleRoot } from "../../../../src/records/merkle.ts";
import { CONSENSUS_KEY, NATIONAL_KEY } from "../../../../src/records/planetary/anchor-keys.ts";
import {
  anchoredUnder,
  foldAnchoring,
  missionProof,
} from "../../../../src/records/planetary/fold-anchoring.ts";
import { artefactPath } from "../../../../src/support/paths.ts";
import { sha256 } from "../../../../src/system/files.ts";

const receipt = (path: string): FileDigest => ({ path: artefactPath(path), sha256: sha256(path) });
const MISSION = receipt(receiptPath("national-mission"));
const RECEIPTS = [receipt("a.json"), MISSION, receipt("z.json")];

function sent(contract: string | null, name: string | null, args: object): TransactionRecord {
  return { contract, function: name, args } as unknown as TransactionRecord;
}

const nation = sent("ReceiptAnchor", "anchor", { key: NATIONAL_KEY });
const consensus = sent("ReceiptAnchor", "anchor", { key: CONSENSUS_KEY });
const OTHERS = [
  sent("ReceiptAnchor", "setAnchor", { key: NATIONAL_KEY }),
  sent("Anchorage", "anchor", { key: NATIONAL_KEY }),
  sent("ReceiptAnchor", "anchor", {}),
  sent(null, null, {}),
];
const held = { block: 3, value: true };

describe("what is told of the anchoring", () => {
  it("is the root of all receipts, and the mission's among them with its proof", () => {
    assert.deepEqual(foldAnchoring(RECEIPTS, [nation], held), {
      root: merkleRoot(RECEIPTS),
      receipts: 3,
      proved: { ...MISSION, proof: merkleProof(RECEIPTS, MISSION), holds: true },
      transactions: [nation],
    });
    assert.equal(foldAnchoring(RECEIPTS, [nation], { ...held, value: false }).proved.holds, false);
  });

  it("has the same proof whatever order the receipts come in", () => {
    assert.deepEqual(missionProof(RECEIPTS.toReversed()), missionProof(RECEIPTS));
  });
});

describe("the transactions that anchored under a key", () => {
  it("are found wherever they stand, each time, and none of another key or contract", () => {
    const records = [...OTHERS, consensus, nation, ...OTHERS, nation, consensus];
    assert.deepEqual(anchoredUnder(NATIONAL_KEY, records), [nation, nation]);
    assert.deepEqual(anchoredUnder(CONSENSUS_KEY, records), [consensus, consensus]);
  });

  it("are none where nothing was anchored", () => {
    assert.deepEqual(anchoredUnder(NATIONAL_KEY, [...OTHERS, consensus]), []);
    assert.deepEqual(foldAnchoring(RECEIPTS, [], held).transactions, []);
  });
});
