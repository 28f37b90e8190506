import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { ROLE } from "../../../../src/model/enums.ts";
import type { SystemHealth } from "../../../../src/model/owner.ts";
import { readHealth } from "../../../../src/observe/owner/system-health.ts";
import { answer } from "../../../support/answer.ts";
import { answerAsConstructed } from "../../../support/as-constructed.ts";
import { basePlan } from "../../../support/base-plan.ts";
import type { FakeChain } from "../../../support/fake-chain.ts";
import { deployedNation } from "../../../support/fake-manager.ts";
import { projectOf } from "../../../support/project-of.ts";
import { castWith, person } from "../../../support/small-cast.ts";
import { standpointOn } from "../../../support/standpoint.ts";

const ANNA = person("anna");
const CAST = castWith(ANNA);
const NOW = 5_000;

const PAUSED = {
  "SystemPause.paused": [true],
  "SystemPause.pauseInfo": [11n, 22n, true],
  "SystemPause.guardianReadyAt": [33n],
  "SystemPause.activeTime": [44n],
};
const OWING = {
  "AGIALPHA.balanceOf": [10n],
  "StakeManager.totals": [[4n, 3n, 2n, 1n]],
  "StakeManager.positionOf": [[5n, 0n, 0n, 0n, 0n]],
};

let health: SystemHealth;
let roundTrips: number;
before(async () => {
  const plan = await basePlan();
  const { chain, receipts } = await deployedNation(CAST, plan);
  answerAsConstructed(chain);
  const others = { "AccessManager.getSchedule": [NOW], "Thermostat.temperatureWad": [7n] };
  answer(chain, { ...PAUSED, ...OWING, ...others });
  chain.happens("StakeManager", "StakeDeposited", ANNA.account.address, ROLE.agent, 5n);
  schedule(chain);
  const standpoint = await standpointOn(chain, CAST, receipts);
  const earlier = chain.reads.length;
  const reading = { chainId: 31_337, block: 1, timestamp: NOW, stateRoot: "0x", done: [], toCome: [] };
  const project = projectOf(plan);
  health = await readHealth(standpoint, project, reading);
  roundTrips = chain.reads.length - earlier;
});

function schedule(chain: FakeChain): void {
  const { address, type } = chain.book.get("Thermostat");
  const data = type.abi.encodeFunctionData("setBaseTemperature", [5n]);
  const operation = `0x${"11".repeat(32)}`;
  chain.happens("AccessManager", "OperationScheduled", operation, 1n, NOW, CAST.owner.address, address, data);
}

describe("the system's health", () => {
  it("is read in few round trips, however many parts it has", () => {
    assert.ok(roundTrips <= 5, `${roundTrips}`);
  });

  it("tells how long the system stands still, and by whom", () => {
    const { paused, byGuardian, since, expiresAt, guardianReadyAt, activeTime } = health.pause;
    assert.deepEqual([paused, byGuardian], [true, true]);
    assert.deepEqual([since, expiresAt, guardianReadyAt, activeTime], ["11", "22", "33", "44"]);
  });

  it("tells what waits for its delay, by the clock of the block that is read", () => {
    assert.deepEqual(
      health.pending.map(({ function: name, ready }) => [name, ready]),
      [["setBaseTemperature", true]],
    );
  });

  it("tells what the stakes owe, and what the treasuries hold", () => {
    const { staked, unbonding, escrowed, claimable, owed, surplus } = health.solvency;
    assert.deepEqual(
      [staked, unbonding, escrowed, claimable, owed, surplus],
      ["4", "3", "2", "1", "10", "0"],
    );
    assert.deepEqual(
      health.treasuries.map(({ name, balance }) => [name, balance]),
      [
        ["treasury", "10"],
        ["employer", "10"],
      ],
    );
    assert.deepEqual(
      health.stakes.map(({ role, staked: inRole }) => [role, inRole]),
      [["agent", "5"]],
    );
  });

  it("tells of the layer's roles, and that nothing is on the job board yet", () => {
    assert.deepEqual([health.access.roles.length, health.access.closed, health.board], [21, [], []]);
  });
});
