import assert from "node:assert/strict";
import { test } from "node:test";
import { LOCAL_ACCOUNTS } from "../../../src/chain/accounts.ts";
import { type Deployment, deploymentRequests } from "../../../src/protocol/deploy.ts";
import { FakeChain } from "../../support/fake-chain.ts";

const { deployer } = LOCAL_ACCOUNTS;
const COIN = {
  from: deployer,
  to: deployer.address,
  data: "0x",
  gasLimit: 21_000n,
  expect: "success",
} as const;

/** Two that name each other, the earlier one the later. */
const PAIR: readonly Deployment[] = [
  { name: "AccessManager", artifact: "AccessManager", args: (at) => [at("SystemPause")] },
  { name: "SystemPause", artifact: "SystemPause", args: (at) => [at("AccessManager"), 60, 60] },
];

test("contracts are found where they were entered before they were deployed", async () => {
  const chain = new FakeChain();
  await chain.mine({ transactions: [COIN, COIN] });
  const driver = chain.driver();
  const transactions = await deploymentRequests(chain, chain.book, deployer, PAIR);
  const foreseen = PAIR.map(({ name }) => chain.book.get(name).address);
  const deployed = await driver.send({ transactions });
  assert.deepEqual(
    deployed.map(({ contract, function: name }) => [contract, name]),
    [
      ["AccessManager", "constructor"],
      ["SystemPause", "constructor"],
    ],
  );
  assert.deepEqual(
    deployed.map(({ args }) => Object.values(args)[0]),
    foreseen.toReversed(),
  );
});

test("a deployer that has sent more deploys elsewhere", async () => {
  const addressAfter = async (transfers: number) => {
    const chain = new FakeChain();
    await chain.mine({ transactions: Array(transfers).fill(COIN) });
    await deploymentRequests(chain, chain.book, deployer, PAIR);
    return chain.book.get("AccessManager").address;
  };
  assert.notEqual(await addressAfter(0), await addressAfter(1));
  assert.equal(await addressAfter(1), await addressAfter(1));
});
