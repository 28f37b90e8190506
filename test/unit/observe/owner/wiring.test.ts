import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { id } from "ethers/hash";
import { accountOf } from "../../../../src/chain/accounts.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import { readWiring } from "../../../../src/observe/owner/wiring.ts";
import { SAFE_PARTS } from "../../../../src/records/owner-safe.ts";
import { answer } from "../../../support/answer.ts";
import { answerAsConstructed } from "../../../support/as-constructed.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { type DeployedNation, deployedNation } from "../../../support/fake-manager.ts";
import { castWith, person } from "../../../support/small-cast.ts";
import { standpointOn } from "../../../support/standpoint.ts";

const ANNA = person("anna");
const BERT = person("bert");
const CAST = castWith(ANNA, BERT);
const STRANGER = accountOf("stranger").address;
const NOWHERE = `0x${"00".repeat(20)}`;

let plan: Plan;
let nation: DeployedNation;
before(async () => {
  plan = await basePlan();
});
beforeEach(async () => {
  nation = await deployedNation(CAST, plan);
  answerAsConstructed(nation.chain);
  answer(nation.chain, {
    "SystemPause.paused": [false],
    "SystemPause.pauseInfo": [0n, 0n, false],
    "SystemPause.guardianReadyAt": [0n],
    "SystemPause.activeTime": [0n],
  });
});

async function wiring() {
  const reading = { chainId: 31_337, block: 1, timestamp: 5, stateRoot: "0x", done: [], toCome: [] };
  return readWiring(await standpointOn(nation.chain, CAST, nation.receipts), reading);
}

describe("what one contract knows another as", () => {
  async function links(from: string) {
    const all = (await wiring()).links.filter((link) => link.from === from);
    return Object.fromEntries(all.map(({ label, to }) => [label, to]));
  }

  it("is told of all that drive others", async () => {
    assert.deepEqual(await links("JobRegistry"), {
      terms: "JobTerms",
      identities: "IdentityRegistry",
      stakeManager: "StakeManager",
      validation: "ValidationModule",
      disputes: "DisputeModule",
      incentives: "IncentivePolicy",
      thermostat: "Thermostat",
      settlement: "JobSettlement",
    });
    assert.deepEqual(await links("StakeManager"), {
      token: "AGIALPHA",
      identities: "IdentityRegistry",
      pool: "SortitionPool",
    });
    assert.deepEqual(await links("JuryDraw"), { validation: "ValidationModule" });
    assert.deepEqual(await links("DisputeModule"), { draws: "JuryDraw" });
    assert.deepEqual(await links("JurySettlement"), { disputes: "DisputeModule" });
    assert.deepEqual(await links("JobSettlement"), {
      stakeManager: "StakeManager",
      terms: "JobTerms",
      validation: "ValidationModule",
      juries: "JurySettlement",
    });
    assert.deepEqual(await links("IncentivePolicy"), { thermostat: "Thermostat" });
  });

  it("shows the wrong contract where one is named, and the address of none", async () => {
    const { book, views } = nation.chain;
    views.set("ValidationModule.stakeManager", () => [book.get("Thermostat").address]);
    views.set("JobRegistry.wiring", () => [Array(8).fill(STRANGER)]);
    assert.deepEqual(await links("ValidationModule"), {
      pool: "SortitionPool",
      stakeManager: "Thermostat",
      terms: "JobTerms",
    });
    assert.equal((await links("JobRegistry")).disputes, STRANGER);
  });

  it("is told of each region's executor by its own name", async () => {
    const { book, views } = nation.chain;
    for (const region of ["EAST", "WEST"]) {
      const name = `RegionalExecutor ${region}`;
      book.add(name, accountOf(region).address, "RegionalExecutor");
      views.set(`${name}.jobRegistry`, () => [book.get("JobRegistry").address]);
      views.set(`${name}.jobTerms`, () => [book.get("JobTerms").address]);
      views.set(`${name}.treasury`, () => [accountOf("treasury").address]);
    }
    views.set("RegionalExecutor WEST.treasury", () => [STRANGER]);
    assert.deepEqual(await links("RegionalExecutor EAST"), {
      jobRegistry: "JobRegistry",
      jobTerms: "JobTerms",
      treasury: "treasury",
    });
    assert.equal((await links("RegionalExecutor WEST")).treasury, STRANGER);
  });
});

describe("who obeys whom", () => {
  it("names the contracts that the switch stops", async () => {
    nation.manager.modules.shift();
    const { contracts } = await wiring();
    const unstopped = contracts.filter(({ pausable }) => !pausable).map(({ name }) => name);
    assert.deepEqual(unstopped, [
      ...SAFE_PARTS,
      "AccessManager",
      "SystemPause",
      "AGIALPHA",
      "IdentityRegistry",
    ]);
  });

  it("names those who hold a role on chain, whoever ought to, contracts apart from people", async () => {
    const { chain, manager } = nation;
    manager.holders.delete(`2 ${CAST.operator.address}`);
    manager.holders.set(`2 ${STRANGER}`, "60");
    chain.happens("AccessManager", "RoleGranted", 2, STRANGER, 60, 1, true);
    const roles = new Map((await wiring()).roles.map(({ role, holders }) => [role, holders]));
    assert.deepEqual(roles.get("OPERATOR"), [
      { name: "owner", how: "held", contract: false },
      { name: STRANGER, how: "held, delay 1 minute", contract: false },
    ]);
    assert.deepEqual(roles.get("GUARDIAN"), [
      { name: "guardian", how: "held", contract: false },
      { name: "IncentivePolicy", how: "held", contract: true },
    ]);
  });

  it("gathers a contract's functions under the role that may call them on chain", async () => {
    const { chain, manager } = nation;
    const endLocks = id("endLocks(uint256,uint8,(address,uint256,uint256,uint8)[])").slice(0, 10);
    manager.roleOf.set(`${chain.book.get("StakeManager").address} ${endLocks}`, "2");
    const ofStakes = (await wiring()).permissions.filter(({ contract }) => contract === "StakeManager");
    assert.deepEqual(
      ofStakes.map(({ role, functions }) => [role, functions]),
      [
        ["SETTLEMENT", ["lock", "lockUpTo"]],
        ["OPERATOR", ["endLocks"]],
        ["JOB_REGISTRY", ["fundEscrow"]],
        ["PAYOUT", ["settleEscrow"]],
        ["REWARD_ENGINE", ["creditRewards"]],
        ["COUNCIL", ["setUnbondingSeconds"]],
      ],
    );
  });
});

describe("where tokens went", () => {
  it("is summed by who paid whom; offices and contracts have names, everybody else is one party", async () => {
    const { chain } = nation;
    const keeper = chain.book.get("StakeManager").address;
    const { treasury, employer } = CAST;
    for (const [from, to, amountWei] of [
      [NOWHERE, treasury.address, 1_000n],
      [treasury.address, employer.address, 300n],
      [employer.address, keeper, 100n],
      [keeper, ANNA.account.address, 40n],
      [keeper, BERT.account.address, 50n],
      [ANNA.account.address, STRANGER, 5n],
      [keeper, NOWHERE, 10n],
      [employer.address, keeper, 11n],
    ] as const)
      chain.happens("AGIALPHA", "Transfer", from, to, amountWei);
    const flows = (await wiring()).flows.map((flow) => [flow.from, flow.to, flow.amount, flow.transfers]);
    assert.deepEqual(flows, [
      ["StakeManager", "burnt", "10", 1],
      ["StakeManager", "participants", "90", 2],
      ["employer", "StakeManager", "111", 2],
      ["minted at deployment", "treasury", "1000", 1],
      ["participants", "participants", "5", 1],
      ["treasury", "employer", "300", 1],
    ]);
  });
});
