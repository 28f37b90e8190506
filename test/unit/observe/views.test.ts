import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accountOf } from "../../../src/chain/accounts.ts";
import { view } from "../../../src/observe/views.ts";
import { FakeChain } from "../../support/fake-chain.ts";

const [ANNA, BERT] = ["anna", "bert"].map((label) => accountOf(label).address);

describe("views of deployed contracts", () => {
  it("are read together, and their answers come in the order in which they were asked for", async () => {
    const chain = new FakeChain("AGIALPHA", "StakeManager");
    chain.views.set("AGIALPHA.balanceOf", ({ account }) => [account === ANNA ? 1n : 2n]);
    chain.views.set("StakeManager.claimOf", () => [3n]);
    const answers = await chain
      .observer()
      .read([
        view("AGIALPHA", "balanceOf", BERT),
        view("StakeManager", "claimOf", ANNA),
        view("AGIALPHA", "balanceOf", ANNA),
      ]);
    assert.deepEqual(
      answers.map(([value]) => value),
      [2n, 3n, 1n],
    );
    assert.equal(chain.reads.length, 1);
  });

  it("that revert are a mistake of whoever asks, and are named", async () => {
    const chain = new FakeChain("AGIALPHA");
    chain.views.set("AGIALPHA.totalSupply", () => [1n]);
    const reads = [view("AGIALPHA", "totalSupply"), view("AGIALPHA", "balanceOf", ANNA)];
    await assert.rejects(chain.observer().read(reads), /^Error: AGIALPHA\.balanceOf reverted: 0x$/);
  });

  it("of what is not deployed are a mistake, too", async () => {
    const reads = [view("AGIALPHA", "totalSupply")];
    await assert.rejects(new FakeChain().observer().read(reads), /no contract "AGIALPHA"/);
  });
});
