import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { DEPLOYER } from "../../../src/chain/accounts.ts";
import type { Preflight } from "../../../src/model/decision.ts";
import type { Read } from "../../../src/model/record.ts";
import { readChanges } from "../../../src/observe/council/executed-changes.ts";
import { preflight } from "../../../src/observe/council/preflight.ts";
import { deploymentRequests } from "../../../src/protocol/deploy.ts";
import { Driver } from "../../../src/protocol/driver.ts";
import { AddressBook } from "../../../src/records/address-book.ts";
import { aftermathsOf } from "../../../src/records/planetary/aftermath.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";
import { freshFolder, freshSession } from "../chain/support.ts";

const PAYEE = `0x${"0".repeat(36)}dEaD`;
const SUPPLY_WEI = 1_000n;

/** A chain with a token that the account in the timelock's place holds. */
async function withToken(t: TestContext): Promise<Driver> {
  const session = await freshSession(t, { out: await freshFolder(t) });
  const book = new AddressBook(contractType);
  const driver = new Driver(session, book);
  const token = {
    name: "AGIALPHA",
    artifact: "AGIALPHA",
    args: () => [DEPLOYER.address, SUPPLY_WEI],
  } as const;
  await driver.send({ transactions: await deploymentRequests(session, book, DEPLOYER, [token]) });
  book.add("CouncilTimelock", DEPLOYER.address, "CouncilTimelock");
  return driver;
}

const transfer = (amountWei: bigint): Read => ({
  contract: "AGIALPHA",
  function: "transfer",
  args: [PAYEE, amountWei],
});

test("a pre-flight shows what a payment would move, and sends nothing", async (t) => {
  const driver = await withToken(t);
  const { block } = driver.chain.clock;
  const [found] = await preflight(driver, [transfer(5n)]);
  assert.equal(found?.result, "succeeds");
  assert.deepEqual(found?.args, { to: PAYEE, value: "5" });
  assert.deepEqual(found?.tokens, [
    {
      token: "AGIALPHA",
      account: "CouncilTimelock",
      address: DEPLOYER.address,
      before: "1000",
      after: "995",
    },
    { token: "AGIALPHA", account: "unknown", address: PAYEE, before: "0", after: "5" },
  ]);
  assert.deepEqual(found?.nativeCoin, []);
  assert.deepEqual(
    (found?.storage as readonly { contract: string }[]).map(({ contract }) => contract),
    ["AGIALPHA", "AGIALPHA"],
  );
  assert.equal(driver.chain.clock.block, block);
});

test("a pre-flight that reverts says with what, and changes nothing", async (t) => {
  const driver = await withToken(t);
  const [found] = await preflight(driver, [transfer(SUPPLY_WEI + 1n)]);
  assert.equal(found?.result, "reverts");
  assert.match(found?.error ?? "", /^ERC20InsufficientBalance\(/);
  assert.deepEqual([found?.storage, found?.tokens, found?.nativeCoin], [[], [], []]);
});

test("an execution equals its pre-flight or differs from it, slot by slot", async (t) => {
  const driver = await withToken(t);
  const foreseen = await preflight(driver, [transfer(5n)]);
  const execute = async (amountWei: bigint) => {
    const records = await driver.mine({ steps: [{ ...transfer(amountWei), from: DEPLOYER }] });
    return aftermathsOf(
      { preflights: foreseen, renewals: foreseen, executed: await readChanges(driver, records) },
      records,
    )[0];
  };
  const equal = await execute(5n);
  assert.deepEqual([equal?.agreement, equal?.onlyForeseen, equal?.onlyExecuted], ["equal", [], []]);
  const other = await execute(6n);
  assert.equal(other?.agreement, "differs");
  assert.equal(other?.onlyForeseen.length, 2);
  assert.equal(other?.onlyExecuted.length, 2);
});

test("nothing is compared with what could not be computed", async (t) => {
  const driver = await withToken(t);
  const [foreseen] = await preflight(driver, [transfer(5n)]);
  const records = await driver.mine({ steps: [{ ...transfer(5n), from: DEPLOYER }] });
  const unknown = { couldNotBeComputed: "no tracer" };
  const tried = [{ ...(foreseen as Preflight), storage: unknown, nativeCoin: unknown }];
  const executed = await readChanges(driver, records);
  const [found] = aftermathsOf({ preflights: tried, renewals: tried, executed }, records);
  assert.deepEqual([found?.agreement, found?.reason], ["could not be computed", "no tracer"]);
});
