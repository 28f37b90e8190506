import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { id } from "ethers/hash";
import { accountOf } from "../../../../src/chain/accounts.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import { readAccess } from "../../../../src/observe/owner/access.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { type DeployedNation, deployedNation } from "../../../support/fake-manager.ts";
import { castWith } from "../../../support/small-cast.ts";
import { standpointOn } from "../../../support/standpoint.ts";

const CAST = castWith();
const STRANGER = accountOf("stranger").address;
const RECEIPT = "planet/receipts/mission.json";
/** Ids that the contracts know roles by. */
const [ADMIN, OPERATOR, COUNCIL] = [0, 2, 4];
const DAY = "held, delay 1 day";
const TWO_DAYS = "held, delay 2 days";

let plan: Plan;
let nation: DeployedNation;
before(async () => {
  plan = await basePlan();
});
beforeEach(async () => {
  nation = await deployedNation(CAST, plan);
});

async function access() {
  return readAccess(await standpointOn(nation.chain, CAST, nation.receipts));
}

/** Lets the AccessManager tell of a change, in a transaction that a receipt shows or none. */
function tell(receipt: string | null, name: string, ...args: readonly unknown[]): number {
  const transaction = nation.chain.happens("AccessManager", name, ...args);
  if (receipt !== null) nation.receipts.set(transaction, receipt);
  return nation.chain.clock.block;
}

function grant(receipt: string | null, role: number, account: string, delaySeconds = 0): number {
  nation.manager.holders.set(`${role} ${account}`, String(delaySeconds));
  return tell(receipt, "RoleGranted", role, account, delaySeconds, 1, true);
}

function revoke(receipt: string | null, role: number, account: string): number {
  nation.manager.holders.delete(`${role} ${account}`);
  return tell(receipt, "RoleRevoked", role, account);
}

/** How one account holds one role: the plan's word, the chain's, and why they differ. */
async function holding(role: string, account: string) {
  const entry = (await access()).roles.find((other) => other.role === role && other.account === account);
  return entry && [entry.planned, entry.onChain, entry.reason];
}

describe("who holds which role", () => {
  it("is, after a deployment by the role table, just that", async () => {
    const { roles } = await access();
    assert.deepEqual(
      roles.map(({ role, name, onChain }) => [role, name, onChain]),
      [
        ["GUARDIAN", "guardian", "held"],
        ["OPERATOR", "operator", "held"],
        ["OPERATOR", "owner", "held"],
        ["REGISTRAR", "registrar", "held"],
        ["COUNCIL", "owner", DAY],
        ["ARBITER", "owner", DAY],
        ["PAUSER", "owner", "held"],
        ["WIRING", "owner", TWO_DAYS],
        ["ADMIN", "owner", TWO_DAYS],
        ["GUARDIAN", "IncentivePolicy", "held"],
        ["SEAT", "GuardianSeat", "held"],
        ["JOB_REGISTRY", "JobRegistry", "held"],
        ["SETTLEMENT", "JobRegistry", "held"],
        ["SETTLEMENT", "ValidationModule", "held"],
        ["SETTLEMENT", "JuryDraw", "held"],
        ["SETTLEMENT", "DisputeModule", "held"],
        ["SETTLEMENT", "JurySettlement", "held"],
        ["SETTLEMENT", "JobSettlement", "held"],
        ["SORTITION", "StakeManager", "held"],
        ["PAYOUT", "JobSettlement", "held"],
        ["POLICY", "IncentivePolicy", "held"],
      ],
    );
    assert.deepEqual(
      roles.filter(({ drift }) => drift),
      [],
    );
  });

  it("drifts by whoever got one of which no receipt tells", async () => {
    const block = grant(null, COUNCIL, STRANGER, 60);
    assert.deepEqual(await holding("COUNCIL", STRANGER), [
      "not held",
      "held, delay 1 minute",
      `RoleGranted in block ${block} is in no receipt`,
    ]);
  });

  it("drifts by a deployer that has kept its own", async () => {
    const { deployer } = CAST;
    grant("nation/receipts/deploy.json", ADMIN, deployer.address);
    assert.deepEqual(await holding("ADMIN", deployer.address), [
      "not held",
      "held",
      "is held, planned as not held",
    ]);
  });

  it("says nothing of one that the deployment itself gave and took back", async () => {
    tell("nation/receipts/deploy.json", "RoleGranted", ADMIN, CAST.deployer.address, 0, 1, true);
    assert.equal(await holding("ADMIN", CAST.deployer.address), undefined);
  });

  it("drifts by whoever lacks one of the table", async () => {
    nation.manager.holders.delete(`${COUNCIL} ${CAST.owner.address}`);
    assert.deepEqual(await holding("COUNCIL", CAST.owner.address), [
      DAY,
      "not held",
      `is not held, planned as ${DAY}`,
    ]);
  });

  it("drifts by a delay that was shortened", async () => {
    nation.manager.holders.set(`${COUNCIL} ${CAST.owner.address}`, "1");
    assert.deepEqual(await holding("COUNCIL", CAST.owner.address), [
      DAY,
      "held, delay 1 second",
      `is held, delay 1 second, planned as ${DAY}`,
    ]);
  });

  it("may change by what receipts show: given, taken, and given anew", async () => {
    grant(RECEIPT, OPERATOR, STRANGER);
    revoke(RECEIPT, OPERATOR, STRANGER);
    assert.deepEqual(await holding("OPERATOR", STRANGER), ["not held", "not held", ""]);
    grant(RECEIPT, OPERATOR, STRANGER);
    assert.deepEqual(await holding("OPERATOR", STRANGER), ["not held", "held", ""]);
    revoke(RECEIPT, COUNCIL, CAST.owner.address);
    assert.deepEqual(await holding("COUNCIL", CAST.owner.address), [DAY, "not held", ""]);
  });

  it("drifts by who gave one back that no receipt tells of, though it is not held any more", async () => {
    grant(RECEIPT, OPERATOR, STRANGER);
    const block = revoke(null, OPERATOR, STRANGER);
    assert.deepEqual(await holding("OPERATOR", STRANGER), [
      "not held",
      "not held",
      `RoleRevoked in block ${block} is in no receipt`,
    ]);
  });

  it("includes roles that nobody here has a name for", async () => {
    grant(RECEIPT, 99, STRANGER);
    assert.deepEqual(await holding("role 99", STRANGER), ["not held", "held", ""]);
  });

  it("includes the contracts of the planetary layer as far as they are deployed", async () => {
    const timelock = nation.chain.book.add("CouncilTimelock", STRANGER, "CouncilTimelock");
    assert.deepEqual(await holding("COUNCIL", timelock.address), [
      "held",
      "not held",
      "is not held, planned as held",
    ]);
    grant("planet/receipts/deploy.json", COUNCIL, timelock.address);
    assert.deepEqual(await holding("COUNCIL", timelock.address), ["held", "held", ""]);
    assert.equal((await access()).roles.filter(({ account }) => account === timelock.address).length, 2);
  });
});

describe("which role may call what", () => {
  /** Puts a function under a role. */
  function guard(receipt: string | null, contract: string, signature: string, role: bigint): void {
    const target = nation.chain.book.get(contract).address;
    const selector = id(signature).slice(0, 10);
    nation.manager.roleOf.set(`${target} ${selector}`, String(role));
    tell(receipt, "TargetFunctionRoleUpdated", target, selector, role);
  }

  const BUDGET = 15n;

  async function functions(contract: string, name: string) {
    const entries = (await access()).functions;
    return entries
      .filter((entry) => entry.contract === contract && entry.function === name)
      .map(({ planned, onChain, drift }) => [planned, onChain, drift]);
  }

  it("is, after a deployment by the role table, just that", async () => {
    const { functions: entries, closed } = await access();
    assert.deepEqual(
      entries.filter(({ drift }) => drift),
      [],
    );
    assert.deepEqual(await functions("StakeManager", "endLocks"), [["SETTLEMENT", "SETTLEMENT", false]]);
    assert.deepEqual(await functions("SystemPause", "pause"), [["PAUSER", "PAUSER", false]]);
    assert.deepEqual(closed, []);
  });

  it("drifts by a function that was opened to anybody, unless a receipt shows who did", async () => {
    const PUBLIC = 2n ** 64n - 1n;
    guard(null, "StakeManager", "endLocks(uint256,uint8,(address,uint256,uint256,uint8)[])", PUBLIC);
    guard(RECEIPT, "StakeManager", "setUnbondingSeconds(uint48)", PUBLIC);
    assert.deepEqual(await functions("StakeManager", "endLocks"), [["SETTLEMENT", "anybody", true]]);
    assert.deepEqual(await functions("StakeManager", "setUnbondingSeconds"), [["COUNCIL", "anybody", false]]);
  });

  it("drifts by a function of the table that is nobody's but ADMIN's", async () => {
    nation.manager.roleOf.clear();
    const drifting = (await access()).functions.filter(({ drift }) => drift);
    assert.ok(drifting.every(({ onChain, planned }) => onChain === "ADMIN" && planned !== "ADMIN"));
    assert.ok(drifting.some((entry) => entry.function === "ruleByOwner" && entry.planned === "ARBITER"));
  });

  it("includes functions that the table leaves to ADMIN, by name where one is known, each once", async () => {
    guard(null, "AGIALPHA", "burn(uint256)", 2n);
    guard(null, "AGIALPHA", "burn(uint256)", 3n);
    guard(null, "AGIALPHA", "neverHeardOf()", 2n);
    tell(null, "TargetFunctionRoleUpdated", STRANGER, "0xdeadbeef", 2);
    assert.deepEqual(await functions("AGIALPHA", "burn"), [["ADMIN", "REGISTRAR", true]]);
    const unheardOf = id("neverHeardOf()").slice(0, 10);
    assert.deepEqual(await functions("AGIALPHA", unheardOf), [["ADMIN", "OPERATOR", true]]);
    assert.deepEqual(await functions(STRANGER, "0xdeadbeef"), [["ADMIN", "ADMIN", true]]);
  });

  it("is told of each region's executor", async () => {
    for (const region of ["EAST", "WEST"])
      nation.chain.book.add(`RegionalExecutor ${region}`, accountOf(region).address, "RegionalExecutor");
    const signature = "approveBudget(uint64,uint256,(uint128,uint128,uint32))";
    guard("planet/receipts/deploy.json", "RegionalExecutor EAST", signature, BUDGET);
    assert.deepEqual(await functions("RegionalExecutor EAST", "approveBudget"), [
      ["BUDGET", "BUDGET", false],
    ]);
    assert.deepEqual(await functions("RegionalExecutor WEST", "approveBudget"), [["BUDGET", "ADMIN", true]]);
    guard("planet/receipts/deploy.json", "RegionalExecutor WEST", signature, BUDGET);
    guard(null, "RegionalExecutor EAST", signature, BUDGET);
    assert.deepEqual(await functions("RegionalExecutor EAST", "approveBudget"), [["BUDGET", "BUDGET", true]]);
    assert.deepEqual(await functions("RegionalExecutor WEST", "approveBudget"), [
      ["BUDGET", "BUDGET", false],
    ]);
  });

  it("tells which contracts are closed to all but ADMIN", async () => {
    nation.manager.closed.add(nation.chain.book.get("JobRegistry").address);
    assert.deepEqual((await access()).closed, ["JobRegistry"]);
  });
});
