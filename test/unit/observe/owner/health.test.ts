import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import { ROLE } from "../../../../src/model/enums.ts";
import {
  readPause,
  readShares,
  readSolvency,
  readStakes,
  readTemperature,
  readTreasuries,
} from "../../../../src/observe/owner/health.ts";
import { answer } from "../../../support/answer.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { castWith } from "../../../support/small-cast.ts";
import { standpointOn } from "../../../support/standpoint.ts";

const CAST = castWith();
const { owner, guardian } = CAST;

describe("the solvency of the stakes", () => {
  async function solvencyWith(balanceWei: bigint) {
    const chain = new FakeChain("AGIALPHA", "StakeManager");
    const address = chain.book.get("StakeManager").address;
    chain.views.set("AGIALPHA.balanceOf", ({ account }) => [account === address ? balanceWei : 999n]);
    chain.views.set("StakeManager.totals", () => [[1n, 20n, 300n, 4_000n]]);
    const { owed, surplus, solvent } = await readSolvency(await standpointOn(chain, CAST));
    return { owed, surplus, solvent };
  }

  it("asks for everything that is owed, to the wei", async () => {
    assert.deepEqual(await solvencyWith(4_321n), { owed: "4321", surplus: "0", solvent: true });
    assert.deepEqual(await solvencyWith(4_320n), { owed: "4321", surplus: "-1", solvent: false });
  });
});

describe("the stakes of each role", () => {
  it("are those of everybody who ever staked, each once, of whom only who still does is a holder", async () => {
    const chain = new FakeChain("StakeManager");
    const [anna, bert] = ["anna", "bert"].map((label) => accountOf(label).address);
    const deposits = [
      [anna, ROLE.agent],
      [anna, ROLE.agent],
      [anna, ROLE.validator],
      [bert, ROLE.agent],
    ] as const;
    for (const [account, role] of deposits)
      chain.happens("StakeManager", "StakeDeposited", account, role, 1n);
    chain.views.set("StakeManager.positionOf", ({ account, role }) =>
      account === anna ? [[role === String(ROLE.agent) ? 50n : 7n, 3n, 0n, 0n, 0n]] : [[0n, 0n, 9n, 0n, 0n]],
    );
    assert.deepEqual(await readStakes(await standpointOn(chain, CAST)), [
      { role: "agent", holders: 1, staked: "50", locked: "3", unbonding: "9" },
      { role: "validator", holders: 1, staked: "7", locked: "3", unbonding: "0" },
    ]);
  });
});

describe("the switch of the system", () => {
  async function pauseOf(chain: FakeChain, stopped: readonly string[]) {
    chain.views.set("SystemPause.paused", () => [false]);
    chain.views.set("SystemPause.pauseInfo", () => [0n, 0n, false]);
    chain.views.set("SystemPause.guardianReadyAt", () => [0n]);
    chain.views.set("SystemPause.activeTime", () => [0n]);
    chain.views.set("SystemPause.modules", () => [stopped.map((name) => chain.book.get(name).address)]);
    return readPause(await standpointOn(chain, CAST));
  }

  it("is told with every module that it does not stop", async () => {
    const chain = new FakeChain("SystemPause", "AGIALPHA", "StakeManager", "Thermostat", "EnergyOracle");
    const { modules, unlisted } = await pauseOf(chain, ["Thermostat"]);
    assert.deepEqual(modules, ["Thermostat"]);
    assert.deepEqual(unlisted, ["StakeManager", "EnergyOracle"]);
  });

  it("was last used by the owner where the pause was the owner's and did not expire by itself", async () => {
    const chain = new FakeChain("SystemPause");
    assert.equal((await pauseOf(chain, [])).lastOwnerPause, null);
    chain.happens("SystemPause", "Paused", owner.address, 1n, 0n);
    chain.happens("SystemPause", "Paused", owner.address, 1n, 0n);
    const { block } = chain.clock;
    chain.happens("SystemPause", "Paused", owner.address, 1n, 60n);
    chain.happens("SystemPause", "Paused", guardian.address, 1n, 0n);
    assert.equal((await pauseOf(chain, [])).lastOwnerPause, block);
  });
});

describe("the treasuries", () => {
  it("are the plan's, the employer's, and every contract that keeps tokens of its own", async () => {
    const executors = ["RegionalExecutor EU=RegionalExecutor"] as const;
    const keepers = ["Treasury=SafeL2", "RewardEngineMB", ...executors] as const;
    const chain = new FakeChain("AGIALPHA", "StakeManager", "SafeL2", "EnergyOracle", ...keepers);
    const { address } = chain.book.get("RewardEngineMB");
    chain.views.set("AGIALPHA.balanceOf", ({ account }) => [account === address ? 5n : 1n]);
    const treasuries = await readTreasuries(await standpointOn(chain, CAST));
    assert.deepEqual(
      treasuries.map(({ name, balance }) => [name, balance]),
      [
        ["treasury", "1"],
        ["employer", "1"],
        ["Treasury", "1"],
        ["RewardEngineMB", "5"],
        ["RegionalExecutor EU", "1"],
      ],
    );
  });
});

describe("the temperature and the role shares", () => {
  it("are told each under its own name", async () => {
    const chain = new FakeChain("Thermostat", "IncentivePolicy");
    answer(chain, {
      "Thermostat.temperatureWad": [1n],
      "Thermostat.baseTemperatureWad": [2n],
      "Thermostat.raiseWad": [8n],
      "Thermostat.referenceTemperatureWad": [3n],
      "Thermostat.bounds": [[4n, 5n, 6n]],
      "IncentivePolicy.currentEpoch": [7n],
      "IncentivePolicy.roleShares": [[10, 20, 30, 40]],
      "IncentivePolicy.nextRoleShares": [[11, 21, 31, 41]],
      "IncentivePolicy.governedShares": [[12, 22, 32, 42]],
    });
    const standpoint = await standpointOn(chain, CAST);
    assert.deepEqual(await readTemperature(standpoint), {
      current: "1",
      base: "2",
      raised: "8",
      reference: "3",
      minimum: "4",
      maximum: "5",
      emergency: "6",
    });
    assert.deepEqual(await readShares(standpoint), {
      epoch: "7",
      current: ["10", "20", "30", "40"],
      next: ["11", "21", "31", "41"],
      governed: ["12", "22", "32", "42"],
    });
  });
});
