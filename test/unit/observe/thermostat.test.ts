import assert from "node:assert/strict";
import { test } from "node:test";
import { readChainState } from "../../../src/observe/thermostat.ts";
import { answer } from "../../support/answer.ts";
import { FakeChain } from "../../support/fake-chain.ts";

test("the thermostat and the role shares are read each by its name", async () => {
  const chain = new FakeChain("Thermostat", "IncentivePolicy");
  answer(chain, {
    "Thermostat.referenceTemperatureWad": [1n],
    "Thermostat.baseTemperatureWad": [2n],
    "Thermostat.raiseWad": [25n],
    "Thermostat.temperatureWad": [3n],
    "Thermostat.bounds": [[4n, 5n, 6n]],
    "Thermostat.pidState": [[7n, -8n, 9n, 10n]],
    "Thermostat.kpiTargets": [[11n, 12n, 13n]],
    "Thermostat.kpiWeights": [[14n, 15n, 16n]],
    "IncentivePolicy.roleShares": [[17, 18, 19, 20]],
    "IncentivePolicy.nextRoleShares": [[21, 22, 23, 24]],
    "IncentivePolicy.governedShares": [[26, 27, 28, 29]],
  });
  assert.deepEqual(await readChainState(chain.observer()), {
    block: chain.clock.block,
    thermostat: {
      referenceWad: 1n,
      baseWad: 2n,
      raiseWad: 25n,
      outputWad: -8n,
      temperatureWad: 3n,
      minWad: 4n,
      maxWad: 5n,
      emergencyWad: 6n,
    },
    targets: { emissionWad: 11n, backlogWad: 12n, slaWad: 13n },
    weights: { emissionWad: 14n, backlogWad: 15n, slaWad: 16n },
    shares: { agentsBps: 17n, validatorsBps: 18n, operatorsBps: 19n, employersBps: 20n },
    nextShares: { agentsBps: 21n, validatorsBps: 22n, operatorsBps: 23n, employersBps: 24n },
    governedShares: { agentsBps: 26n, validatorsBps: 27n, operatorsBps: 28n, employersBps: 29n },
  });
});
