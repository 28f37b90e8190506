import assert from "node:assert/strict";
import { test } from "node:test";
import { claimAll } from "../../../src/protocol/claims.ts";
import { FakeChain } from "../../support/fake-chain.ts";
import { castWith, person } from "../../support/small-cast.ts";

const CAST = castWith(person("anna"), person("bert"));

function chainThatOwes(owed: Readonly<Record<string, bigint>>): FakeChain {
  const chain = new FakeChain("StakeManager");
  chain.views.set("StakeManager.claimOf", ({ account }) => [
    owed[Object.keys(owed).find((label) => CAST.accountOf(label).address === account) ?? ""] ?? 0n,
  ]);
  return chain;
}

test("whoever is owed something collects it, in one block, and nobody else sends anything", async () => {
  const chain = chainThatOwes({ treasury: 1n, bert: 5n });
  const records = await claimAll(chain.driver(), CAST);
  assert.deepEqual(chain.told(), ["treasury: StakeManager.claim", "bert: StakeManager.claim"]);
  assert.equal(new Set(records.map(({ block }) => block)).size, 1);
});

test("somebody with two parts in the mission is asked for, and collects, once", async () => {
  const chain = chainThatOwes({ owner: 3n });
  await claimAll(chain.driver(), { ...CAST, treasury: CAST.owner });
  assert.deepEqual(chain.told(), ["owner: StakeManager.claim"]);
});

test("where nobody is owed anything, no block is mined", async () => {
  const chain = chainThatOwes({});
  const { block } = chain.clock;
  assert.deepEqual(await claimAll(chain.driver(), CAST), []);
  assert.equal(chain.clock.block, block);
});
