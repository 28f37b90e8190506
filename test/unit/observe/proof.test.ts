import assert from "node:assert/strict";
import { test } from "node:test";
import { readProof } from "../../../src/observe/proof.ts";
import { sha256OfText } from "../../../src/support/digest.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { FakeChain } from "../../support/fake-chain.ts";

const [KEY, ROOT] = ["11", "22"].map((byte) => `0x${byte.repeat(32)}`) as [string, string];

test("the anchor is asked about the file's path and digest under the key, with all of its proof", async () => {
  const chain = new FakeChain("ReceiptAnchor");
  const file = { path: artefactPath("receipts/mission.json"), sha256: sha256OfText("a receipt") };
  let isProved = false;
  chain.views.set("ReceiptAnchor.verify", (args) => {
    assert.deepEqual(Object.values(args), [KEY, file.path, `0x${file.sha256}`, [ROOT, KEY]]);
    return [isProved];
  });
  const proved = async () => readProof(chain.observer(), KEY, { file, proof: [ROOT, KEY] });
  assert.deepEqual(await proved(), { block: chain.clock.block, value: false });
  isProved = true;
  assert.deepEqual(await proved(), { block: chain.clock.block, value: true });
});
