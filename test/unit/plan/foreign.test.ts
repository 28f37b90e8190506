import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import type { Plan } from "../../../src/model/plan.ts";
import { loadPlan } from "../../../src/plan/load.ts";
import { loadProject } from "../../../src/plan/project.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const FOREIGN = "test/fixtures/plans/foreign.json";
/** Where a payload holds a plan that is its own nation. */
const PLACE = "plans/asi-takeoff/project-plan.json";
const TOKEN = 10n ** 18n;

async function loadForeign(): Promise<Plan> {
  const result = await loadPlan(FOREIGN, { folder: ROOT });
  assert.ok(result.ok);
  return result.plan;
}

describe("a plan of this family without extensions", () => {
  it("loads with warnings and is its own national layer", async () => {
    const result = await loadProject(FOREIGN, { folder: ROOT });
    assert.ok(result.ok);
    const { shared, national, planetary, files } = result.project;
    assert.deepEqual([shared, planetary, national.path], [null, null, PLACE]);
    assert.deepEqual(
      files.map(({ path }) => path),
      [PLACE],
    );
    assert.deepEqual(
      result.warnings.map(({ code, line }) => `${code} ${line}`),
      [
        "OMNI1503 7",
        "OMNI1503 7",
        "OMNI1504 10",
        "OMNI1504 12",
        "OMNI1502 16",
        "OMNI1500 17",
        "OMNI1502 20",
        "OMNI1533 23",
        "OMNI1532 51",
      ],
    );
  });

  it("gets amounts to the last digit, from text and from numbers", async () => {
    const { budget, jobs, participants, governance } = await loadForeign();
    assert.equal(budget.totalWei, 510_000n * TOKEN + TOKEN / 2n);
    assert.deepEqual(
      jobs.map(({ rewardWei }) => rewardWei),
      [1_500n * TOKEN + TOKEN / 2n, 100_000_000_000_000_001n, 60_000n * TOKEN],
    );
    assert.equal(participants.validators[0]?.stakeWei, 125_000n * TOKEN + TOKEN / 2n);
    assert.equal(governance.thermostat.initialTemperatureWad, 180_000_000_000_000_000n);
  });

  it("gets the stated defaults", async () => {
    const { governance, participants, protocol, chain, drills, jobs } = await loadForeign();
    assert.equal(governance.thermostat.minimumTemperatureWad, 90_000_000_000_000_000n);
    assert.equal(governance.thermostat.maximumTemperatureWad, 700_000_000_000_000_000n);
    assert.deepEqual(participants.council, []);
    assert.equal(participants.metaOrchestrator, null);
    assert.deepEqual(protocol.committee, { size: 3, jurySize: 3, seedBlocks: 4 });
    assert.deepEqual(protocol.windows.graceSeconds, 604_800);
    // 2 × (2 × (1 + 1) + 3 × (2 + 1 + 1) + 3) + 1 days, and five draws of four blocks and an hour.
    assert.equal(protocol.windows.judgingDelaySeconds, 39 * 86_400 + 2 * 5 * (4 * 12 + 3_600));
    assert.deepEqual(chain, {
      startTimeSeconds: 1_735_689_600,
      seed: "Inland Harbour Renewal",
      odds: { lateBps: 1_000, poorBps: 1_000, dissentBps: 500, silentBps: 300, disputeBps: 500 },
    });
    assert.deepEqual(
      drills.map(({ id, job }) => `${id} ${job}`),
      [
        "pause null",
        "thermostat null",
        "parameters null",
        "grant-cancelled null",
        "non-reveal SURVEY",
        "quorum-missed SURVEY",
        "unfunded-seat SURVEY",
        "rejection SURVEY",
        "dispute-won SURVEY",
        "dispute-lost SURVEY",
        "owner-ruling SURVEY",
        "juror-slashed SURVEY",
        "second-appeal SURVEY",
        "expiry SURVEY",
        "delay-raise-temperature SURVEY",
        "delay-double-validator-bonus REBUILD",
        "delay-trigger-pause-check HANDOVER",
        "revocation null",
      ],
    );
    assert.deepEqual(
      jobs.map(({ jurisdiction }) => jurisdiction.kind),
      ["nation", "nation", "transnational"],
    );
  });

  it("never gives a job to an agent whom the committee needs as validator", async () => {
    const { jobs, participants } = await loadForeign();
    assert.ok(jobs.every(({ agent }) => agent === "survey.agent.harbour.eth"));
    const demandWei = jobs.reduce((sum, job) => sum + job.agentStakeWei, 0n);
    const quarterMoreWei = (demandWei * 5n + 3n) / 4n;
    const stakeWei = participants.agents[0]?.stakeWei ?? 0n;
    assert.ok(stakeWei >= quarterMoreWei && stakeWei <= 2n * demandWei, `${stakeWei}`);
    assert.equal(participants.agents[1]?.stakeWei, 0n);
  });
});
