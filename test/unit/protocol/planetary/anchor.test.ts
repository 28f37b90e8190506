import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FileDigest } from "../../../../src/model/artefact.ts";
import { receiptPath } from "../../../../src/model/receipts.ts";
import { anchorConsensus, anchorNation } from "../../../../src/protocol/planetary/anchor.ts";
import { merkleRoot } from "../../../../src/records/merkle.ts";
import { CONSENSUS_KEY, NATIONAL_KEY } from "../../../../src/records/planetary/anchor-keys.ts";
import { artefactPath } from "../../../../src/support/paths.ts";
import { sha256 } from "../../../../src/system/files.ts";
import { FakeAnchor } from "../../../support/fake-anchor.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { castWith } from "../../../support/small-cast.ts";

const CAST = castWith();
const receipt = (path: string): FileDigest => ({ path: artefactPath(path), sha256: sha256(path) });
const NATION = [receipt("a.json"), receipt(receiptPath("national-mission")), receipt("z.json")];
const CONSENSUS = [receipt("consensus.json")];

function withAnchor() {
  const chain = new FakeChain("ReceiptAnchor");
  const { roots } = new FakeAnchor(chain);
  return { chain, roots, driver: chain.driver() };
}

describe("the national layer, when it is anchored", () => {
  it("has the root of all its receipts on chain, by the operator, and the mission's receipt proved at once", async () => {
    for (const receipts of [NATION, NATION.toReversed()]) {
      const { chain, roots, driver } = withAnchor();
      const proved = await anchorNation(driver, CAST, receipts);
      assert.deepEqual(chain.told(), ["operator: ReceiptAnchor.anchor"]);
      assert.deepEqual([...roots], [[NATIONAL_KEY, merkleRoot(NATION)]]);
      assert.deepEqual(proved, { block: chain.clock.block, value: true });
    }
  });

  it("is not proved where the chain keeps another root than was sent", async () => {
    const { chain, roots, driver } = withAnchor();
    chain.effects.set("ReceiptAnchor.anchor", ({ args }) => {
      roots.set(String(args.key), merkleRoot(CONSENSUS));
      return [];
    });
    assert.equal((await anchorNation(driver, CAST, NATION)).value, false);
  });

  it("cannot be anchored twice", async () => {
    const { driver } = withAnchor();
    await anchorNation(driver, CAST, NATION);
    await assert.rejects(anchorNation(driver, CAST, NATION), /reverted/);
  });
});

describe("the comparison of both layers' votes", () => {
  it("is anchored beside the nation, under a key of its own", async () => {
    const { roots, driver } = withAnchor();
    await anchorNation(driver, CAST, NATION);
    await anchorConsensus(driver, CAST, CONSENSUS);
    assert.deepEqual(
      [...roots],
      [
        [NATIONAL_KEY, merkleRoot(NATION)],
        [CONSENSUS_KEY, merkleRoot(CONSENSUS)],
      ],
    );
  });
});
