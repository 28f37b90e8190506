import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { accountOf } from "../../../src/chain/accounts.ts";
import { ROLE } from "../../../src/model/enums.ts";
import {
  readDelay,
  readGuardian,
  readJobTerms,
  readSwitch,
  readTick,
  tryFromContracts,
} from "../../../src/observe/drill-states.ts";
import type { GuardedCall } from "../../../src/records/drills/guarded-calls.ts";
import { answer } from "../../support/answer.ts";
import { jobStruct } from "../../support/job-struct.ts";
import { TracingChain } from "../../support/tracing-chain.ts";

const EPOCH_SECONDS = 100;
const STRANGER = accountOf("stranger").address;

let chain: TracingChain;
beforeEach(() => {
  chain = new TracingChain(
    ...(["SystemPause", "Thermostat", "IncentivePolicy", "JobRegistry", "EnergyOracle"] as const),
    ...(["StakeManager", "RewardEngineMB"] as const),
  );
});

describe("what a drill reads before it acts", () => {
  it("is, of a job, what the chain has fixed for it", async () => {
    chain.views.set("JobRegistry.jobOf", ({ jobId }) => [jobId === "7" ? jobStruct() : []]);
    chain.views.set("Thermostat.temperatureOf", ({ role }) => [role === String(ROLE.agent) ? 3n : 0n]);
    answer(chain, { "Thermostat.referenceTemperatureWad": [2n] });
    assert.deepEqual(await readJobTerms(chain.observer(), 7n), {
      block: chain.clock.block,
      shares: [6_500n, 1_500n, 1_500n, 500n],
      referenceTemperatureWad: 2n,
      agentTemperatureWad: 3n,
    });
  });

  it("is, of the guardian, from when on it may pause again", async () => {
    answer(chain, { "SystemPause.guardianReadyAt": [9n] });
    const { block, now } = chain.clock;
    assert.deepEqual(await readGuardian(chain.observer()), { block, timestamp: now, readyAt: 9n });
  });

  it("is, of the switch, whom it stops, by their names as far as they have any", async () => {
    const { address } = chain.book.get("Thermostat");
    answer(chain, { "SystemPause.activeTime": [5n], "SystemPause.modules": [[STRANGER, address]] });
    assert.deepEqual(await readSwitch(chain.observer()), {
      block: chain.clock.block,
      activeSeconds: 5n,
      modules: [STRANGER, "Thermostat"],
    });
  });

  it("is, of the thermostat, where its controller stands", async () => {
    answer(chain, {
      "Thermostat.baseTemperatureWad": [1n],
      "Thermostat.raiseWad": [7n],
      "Thermostat.pidState": [[-2n, 3n, 4n, 5n]],
      "SystemPause.activeTime": [6n],
    });
    assert.deepEqual(await readTick(chain.observer()), {
      block: chain.clock.block,
      activeSeconds: 6n,
      baseWad: 1n,
      raiseWad: 7n,
      integralWad: -2n,
      outputWad: 3n,
      measurementWad: 4n,
      lastTickAt: 5n,
    });
  });
});

describe("what a delay policy starts from", () => {
  beforeEach(() => {
    answer(chain, {
      "SystemPause.guardianReadyAt": [9n],
      "Thermostat.baseTemperatureWad": [1n],
      "Thermostat.pidState": [[0n, 2n, 0n, 0n]],
      "Thermostat.bounds": [[3n, 4n, 5n]],
      "Thermostat.raiseWad": [13n],
      "JobRegistry.jobOf": [jobStruct()],
      "JobRegistry.assignedWei": [17n],
      "IncentivePolicy.governedShares": [[4, 3, 2, 1]],
      "IncentivePolicy.nextRoleShares": [[1, 2, 3, 4]],
      "IncentivePolicy.shareBounds": [
        [5, 6, 7, 8],
        [9, 10, 11, 12],
      ],
    });
    chain.views.set("IncentivePolicy.appliedIn", ({ epoch }) => (epoch === "2" ? [1, 0] : [3, 1]));
  });

  it("is each value by its name", async () => {
    answer(chain, { "SystemPause.activeTime": [250n] });
    const { epoch, countedBps, pauseChecks, guardian, thermostat, rewards, ...policy } = await readDelay(
      chain.observer(),
      EPOCH_SECONDS,
      7n,
    );
    assert.deepEqual([epoch, countedBps, pauseChecks, guardian.readyAt], [2n, 1n, 0n, 9n]);
    assert.deepEqual(thermostat, { baseWad: 1n, outputWad: 2n, minWad: 3n, maxWad: 4n, emergencyWad: 5n });
    assert.deepEqual(rewards, { ownWei: 14n, totalWei: 17n });
    assert.deepEqual(policy, {
      block: chain.clock.block,
      activeSeconds: 250n,
      raiseWad: 13n,
      governedShares: [4n, 3n, 2n, 1n],
      nextShares: [1n, 2n, 3n, 4n],
      minShares: [5n, 6n, 7n, 8n],
      maxShares: [9n, 10n, 11n, 12n],
    });
  });

  it("counts by the epoch of the second in which the policy is applied, not of the one before", async () => {
    answer(chain, { "SystemPause.activeTime": [298n] });
    assert.equal((await readDelay(chain.observer(), EPOCH_SECONDS, 7n)).epoch, 2n);
    answer(chain, { "SystemPause.activeTime": [299n] });
    const { epoch, countedBps, pauseChecks } = await readDelay(chain.observer(), EPOCH_SECONDS, 7n);
    assert.deepEqual([epoch, countedBps, pauseChecks], [3n, 3n, 1n]);
  });
});

describe("calls that only contracts may make", () => {
  const TICK = {
    from: accountOf("operator"),
    contract: "Thermostat",
    function: "tick",
    args: [{ emissionWad: 0n, backlogWad: 0n, slaWad: 0n }],
  };
  const MODULE = { contract: "JobRegistry", function: "finalize", args: [1n] };
  const CALLS: readonly GuardedCall[] = [
    TICK,
    { ...MODULE, from: { contract: "RewardEngineMB" } },
    { ...MODULE, function: "closeValidation", from: { contract: "IncentivePolicy" } },
  ];

  it("are tried as those contracts, each with its answer; what people may send is left to them", async () => {
    answer(chain, { "JobRegistry.closeValidation": [] });
    chain.refusals.set("JobRegistry.finalize", chain.errorOf("SystemPause", "TooManyModules", 3n));
    const { block, answers } = await tryFromContracts(chain.observer(), CALLS);
    assert.equal(block, chain.clock.block);
    assert.deepEqual(answers, [
      { contract: "JobRegistry", function: "finalize", error: "TooManyModules(3)" },
      { contract: "JobRegistry", function: "closeValidation", error: null },
    ]);
    assert.deepEqual(
      chain.asked.map(({ from }) => from),
      ["RewardEngineMB", "IncentivePolicy"].map((name) => chain.book.get(name).address),
    );
  });
});
