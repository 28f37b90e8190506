import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { id } from "ethers/hash";
import { ROLE } from "../../../../src/model/enums.ts";
import { NATIONAL_MODULES } from "../../../../src/model/modules.ts";
import { deployNational } from "../../../../src/protocol/national/national-layer.ts";
import { grantsToPeople } from "../../../../src/records/grants.ts";
import { RESTRICTED_FUNCTIONS, ROLE_IDS, ROLES, type RoleName } from "../../../../src/records/roles.ts";
import { executionDelayOf } from "../../../../src/records/settings.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { FakeManager } from "../../../support/fake-manager.ts";
import { castWith, person } from "../../../support/small-cast.ts";

const CAST = castWith();
const SUPPLY_WEI = 12_345n;
const DELAY_SECONDS = 1_234_567;

describe("the national layer, once deployed", () => {
  const chain = new FakeChain();
  const manager = new FakeManager(chain, CAST.deployer);

  before(async () => {
    const terms = { supplyWei: SUPPLY_WEI, judgingDelaySeconds: DELAY_SECONDS };
    await deployNational(chain.driver(), CAST, await basePlan(), terms);
  });

  it("leaves the deployer nothing", () => {
    assert.deepEqual(
      [...manager.holders.keys()].filter((holder) => holder.endsWith(CAST.deployer.address)),
      [],
    );
    assert.ok(manager.holders.has(`0 ${CAST.owner.address}`));
  });

  it("gives people their roles with their delays, and contracts theirs without", () => {
    const people = grantsToPeople(CAST).map(({ role, account }) => [
      `${ROLE_IDS[role]} ${account.address}`,
      String(executionDelayOf(role)),
    ]);
    const contracts = ROLES.flatMap(({ role, holders }) =>
      holders === "people"
        ? []
        : holders.map((name) => [`${ROLE_IDS[role]} ${chain.book.get(name).address}`, "0"]),
    );
    assert.deepEqual([...manager.holders].sort(), [...people, ...contracts].sort());
  });

  it("guards every restricted function by its role", () => {
    const wanted = RESTRICTED_FUNCTIONS.map(({ contract, signature, role }): [string, string] => [
      `${chain.book.get(contract).address} ${id(signature).slice(0, 10)}`,
      String(ROLE_IDS[role as RoleName]),
    ]);
    assert.deepEqual([...manager.roleOf].sort(), wanted.sort());
  });

  it("stops with every module that obeys the pause", () => {
    assert.deepEqual(
      manager.modules,
      NATIONAL_MODULES.map((name) => chain.book.get(name).address),
    );
  });

  it("believes what its council signs, listed by ascending address, or the owner alone where there is none", async () => {
    const council = ["anna", "bert", "cleo", "dora"].map((handle) => person(handle, { roles: ROLE.council }));
    const signers = council.map(({ account }) => account.address as string);
    const ascending = signers.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    for (const [cast, expected, threshold] of [
      [castWith(...council), ascending, "3"],
      [castWith(...council.toReversed()), ascending, "3"],
      [CAST, [CAST.owner.address], "1"],
    ] as const) {
      const driver = new FakeChain().driver();
      await deployNational(driver, cast, await basePlan(), {
        supplyWei: SUPPLY_WEI,
        judgingDelaySeconds: DELAY_SECONDS,
      });
      const { args } =
        driver.records.find(({ to, contract }) => to === null && contract === "EnergyOracle") ?? {};
      assert.deepEqual([args?.initialSigners, args?.initialThreshold], [expected, threshold]);
    }
  });

  it("lets whoever judges wait as long as the mission says", () => {
    const { abi, bytecode } = chain.book.get("IdentityRegistry").type;
    const { data = "" } =
      chain.sent.map(({ request }) => request).find((request) => request.data.startsWith(bytecode)) ?? {};
    const [manager, pause] = ["AccessManager", "SystemPause"].map((name) => chain.book.get(name).address);
    assert.equal(data, `${bytecode}${abi.encodeDeploy([manager, pause, DELAY_SECONDS]).slice(2)}`);
  });

  it("begins with the whole supply in the treasury", () => {
    const { abi, bytecode } = chain.book.get("AGIALPHA").type;
    const { data = "" } =
      chain.sent.map(({ request }) => request).find((request) => request.data.startsWith(bytecode)) ?? {};
    assert.equal(data, `${bytecode}${abi.encodeDeploy([CAST.treasury.address, SUPPLY_WEI]).slice(2)}`);
  });
});
